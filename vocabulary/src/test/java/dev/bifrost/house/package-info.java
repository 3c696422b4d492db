/// The rules of the house that the compiler cannot check, read from the class files. The other
/// modules use these classes through the test-jar of this module.
@NullMarked
package dev.bifrost.house;

import org.jspecify.annotations.NullMarked;
