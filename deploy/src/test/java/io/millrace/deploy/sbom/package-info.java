/** Tests. */
@NullMarked
package io.millrace.deploy.sbom;

import org.jspecify.annotations.NullMarked;
