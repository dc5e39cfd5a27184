package io.millrace.architecture.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.SortedMap;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.Attribute;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.ModuleVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.TypePath;

/** Class files of which only that is left which other code can name: they can't be run. */
final class Signatures {
  /** Of every entry: the same signatures are the same bytes. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private static final int SEEN = Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED;

  private Signatures() {}

  static void write(SortedMap<String, byte[]> classFiles, Path jar) throws IOException {
    Files.createDirectories(jar.toAbsolutePath().getParent());
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (var file : classFiles.entrySet()) {
        byte[] signatures = of(file.getValue());
        if (signatures != null) {
          ZipEntry entry = new ZipEntry(file.getKey());
          entry.setTimeLocal(TIME);
          out.putNextEntry(entry);
          out.write(signatures);
          out.closeEntry();
        }
      }
    }
  }

  /** Without code, private members and annotations; null of a class that other code cannot name. */
  static byte @Nullable [] of(byte[] classFile) {
    ClassReader in = new ClassReader(classFile);
    Strip out = new Strip();
    in.accept(out, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    return out.named ? out.writer.toByteArray() : null;
  }

  private static final class Strip extends ClassVisitor {
    private final ClassWriter writer;
    private String self = "";
    private boolean named;

    Strip() {
      this(new ClassWriter(0));
    }

    private Strip(ClassWriter writer) {
      super(Opcodes.ASM9, writer);
      this.writer = writer;
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superName,
        String @Nullable [] interfaces) {
      self = name;
      named = (access & Opcodes.ACC_PUBLIC) != 0 && !name.endsWith("package-info");
      super.visit(version, access, name, signature, superName, interfaces);
    }

    @Override
    public void visitInnerClass(
        String name, @Nullable String outer, @Nullable String inner, int access) {
      if (name.equals(self)) {
        named = inner != null && (access & SEEN) != 0;
      }
      super.visitInnerClass(name, outer, inner, access);
    }

    @Override
    public @Nullable FieldVisitor visitField(
        int access, String name, String type, @Nullable String signature, @Nullable Object value) {
      return isSeen(access) ? super.visitField(access, name, type, signature, value) : null;
    }

    @Override
    public @Nullable MethodVisitor visitMethod(
        int access,
        String name,
        String type,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      return isSeen(access) ? super.visitMethod(access, name, type, signature, exceptions) : null;
    }

    private static boolean isSeen(int access) {
      return (access & SEEN) != 0 && (access & Opcodes.ACC_SYNTHETIC) == 0;
    }

    @Override
    public @Nullable AnnotationVisitor visitAnnotation(String type, boolean visible) {
      return null;
    }

    @Override
    public @Nullable AnnotationVisitor visitTypeAnnotation(
        int where, @Nullable TypePath path, String type, boolean visible) {
      return null;
    }

    @Override
    public void visitNestHost(String host) {
      // says nothing to other code
    }

    @Override
    public void visitNestMember(String member) {
      // says nothing to other code
    }

    @Override
    public void visitAttribute(Attribute attribute) {
      // says nothing to other code
    }

    @Override
    public @Nullable ModuleVisitor visitModule(String name, int access, @Nullable String version) {
      return null;
    }
  }
}
