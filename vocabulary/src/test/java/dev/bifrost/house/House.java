package dev.bifrost.house;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.NameAndTypeEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// One module as its class files tell it: which package uses which, and what each class calls.
///
/// @param arrows the packages that each package uses, its own among them where it uses itself
/// @param calls the methods and fields that each class uses, such as `java.time.Instant.now`
public record House(
    SortedMap<String, SortedSet<String>> arrows, SortedMap<String, SortedSet<String>> calls) {

  /// The module whose classes lie in that folder, such as `target/classes`.
  public static House of(Path classes) throws IOException {
    House house = new House(new TreeMap<>(), new TreeMap<>());
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".class")).toList()) {
        house.read(ClassFile.of().parse(file));
      }
    }
    return house;
  }

  private void read(ClassModel model) {
    String self = model.thisClass().asInternalName().replace('/', '.');
    SortedSet<String> called = calls.computeIfAbsent(self, _ -> new TreeSet<>());
    SortedSet<String> used =
        arrows.computeIfAbsent(model.thisClass().asSymbol().packageName(), _ -> new TreeSet<>());
    for (PoolEntry entry : model.constantPool()) {
      switch (entry) {
        case ClassEntry type -> use(type.asSymbol(), used);
        case NameAndTypeEntry typed -> use(typed.type().stringValue(), used);
        case MemberRefEntry member ->
            called.add(
                member.owner().asInternalName().replace('/', '.')
                    + "."
                    + member.name().stringValue());
        default -> {}
      }
    }
    model.fields().forEach(field -> use(field.fieldType().stringValue(), used));
    model.methods().forEach(method -> use(method.methodType().stringValue(), used));
  }

  private static void use(String descriptor, SortedSet<String> used) {
    if (descriptor.startsWith("(")) {
      MethodTypeDesc method = MethodTypeDesc.ofDescriptor(descriptor);
      method.parameterList().forEach(type -> use(type, used));
      use(method.returnType(), used);
    } else {
      use(ClassDesc.ofDescriptor(descriptor), used);
    }
  }

  private static void use(ClassDesc type, SortedSet<String> used) {
    ClassDesc item = type;
    while (item.isArray()) {
      item = item.componentType();
    }
    if (item.isClassOrInterface()) {
      used.add(item.packageName());
    }
  }

  /// The arrows between two different packages, `a -> b`, that fit.
  public List<String> arrows(Predicate<String> from, Predicate<String> to) {
    List<String> found = new ArrayList<>();
    arrows.forEach((user, used) ->
        used.stream()
            .filter(other -> !other.equals(user) && from.test(user) && to.test(other))
            .forEach(other -> found.add(user + " -> " + other)));
    return found;
  }

  /// The packages of this module that reach themselves through others.
  public List<String> circles() {
    return arrows.keySet().stream()
        .filter(start -> reaches(start, start, new TreeSet<>()))
        .toList();
  }

  private boolean reaches(String from, String goal, SortedSet<String> seen) {
    for (String next : arrows.getOrDefault(from, new TreeSet<>())) {
      boolean onward = !next.equals(from) && seen.add(next);
      if (onward && (next.equals(goal) || reaches(next, goal, seen))) {
        return true;
      }
    }
    return false;
  }

  /// The classes that use something forbidden, with the reason.
  public List<String> offences(List<Forbidden> rules) {
    List<String> found = new ArrayList<>();
    calls.forEach((user, used) ->
        rules.stream()
            .filter(rule -> rule.forbids(user, used))
            .forEach(rule -> found.add(user + " uses " + rule.call() + ": " + rule.reason())));
    return found;
  }
}
