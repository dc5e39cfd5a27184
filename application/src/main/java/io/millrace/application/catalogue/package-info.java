/**
 * The catalogue of decisions: for each, what it reads, what it is keyed by and which machine
 * decides.
 */
@NullMarked
package io.millrace.application.catalogue;

import org.jspecify.annotations.NullMarked;
