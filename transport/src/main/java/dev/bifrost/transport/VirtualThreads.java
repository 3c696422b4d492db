package dev.bifrost.transport;

import java.lang.reflect.Constructor;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// The one place that uses reflection: JDK 25 can run virtual threads on any executor, but keeps
/// the builder to itself (`ThreadBuilders.VirtualThreadBuilder(Executor)`).
final class VirtualThreads {
  private VirtualThreads() {}

  /// A builder of virtual threads that run on `scheduler`, or null where the JDK does not let us.
  static Thread.Builder.@Nullable OfVirtual scheduledBy(Executor scheduler) {
    try {
      Class<?> builder = Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder");
      Constructor<?> constructor = builder.getDeclaredConstructor(Executor.class);
      constructor.setAccessible(true);
      return (Thread.Builder.OfVirtual) constructor.newInstance(scheduler);
    } catch (ReflectiveOperationException | RuntimeException _) {
      return null;
    }
  }
}
