/** What the job's JAR and the dashboard's image consist of, told by what is in them. */
@NullMarked
package io.millrace.deploy.sbom;

import org.jspecify.annotations.NullMarked;
