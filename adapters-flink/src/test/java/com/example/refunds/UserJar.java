package com.example.refunds;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A build of a job whose classes are in its JAR alone. Its machine counts what a key has seen. */
record UserJar(Path file) {
  /** Compiles a build: the version of its codecs, and what their class is called. */
  static UserJar build(Path folder, int version, String codecs) throws IOException {
    String source =
        new String(
                UserJar.class.getResourceAsStream("/recompiled/Job.java.txt").readAllBytes(),
                StandardCharsets.UTF_8)
            .replace("VERSION", Integer.toString(version))
            .replace("CountCodecs", codecs);
    Path classes = Files.createDirectories(folder.resolve(codecs + version));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> complaints = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(complaints, null, null)) {
      boolean compiled =
          compiler
              .getTask(
                  null,
                  files,
                  complaints,
                  List.of("-d", classes.toString(), "-proc:none"),
                  null,
                  List.of(new Text(source)))
              .call();
      if (!compiled) {
        throw new IllegalStateException(complaints.getDiagnostics().toString());
      }
    }
    Path jar = folder.resolve(codecs + version + ".jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        Stream<Path> all = Files.walk(classes)) {
      for (Path one : all.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(one).toString().replace('\\', '/')));
        out.write(Files.readAllBytes(one));
      }
    }
    return new UserJar(jar);
  }

  /** What is done with this build, by the class loader that a client of Flink has. */
  interface Use {
    void with(RefundRun.Pipeline pipeline) throws Exception;
  }

  void use(Use use) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader classes =
        new URLClassLoader(new URL[] {file.toUri().toURL()}, UserJar.class.getClassLoader())) {
      thread.setContextClassLoader(classes);
      use.with(pipeline(classes));
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static RefundRun.Pipeline pipeline(ClassLoader classes) throws Exception {
    return classes
        .loadClass("com.example.recompiled.Job")
        .asSubclass(RefundRun.Pipeline.class)
        .getConstructor()
        .newInstance();
  }

  private static final class Text extends SimpleJavaFileObject {
    private final String source;

    Text(String source) {
      super(URI.create("string:///com/example/recompiled/Job.java"), Kind.SOURCE);
      this.source = source;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return source;
    }
  }
}
