package dev.bifrost.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The client: for each loop a pool of its own.
final class PooledClient implements HttpClient {
  private final Loops loops;
  private final List<LoopPool> pools = new ArrayList<>();
  private final Names names;

  PooledClient(Loops loops, ClientSettings settings) {
    this.loops = loops;
    this.names = new Names(settings.nameLifetime());
    ClientTls tls = new ClientTls();
    int share = Math.max(1, settings.maxConnectionsPerOrigin() / loops.count());
    for (int i = 0; i < loops.count(); i++) {
      Connector connector = new Connector(loops.at(i), names, tls);
      pools.add(new LoopPool(loops.at(i), settings, share, connector));
    }
  }

  @Override
  public Response send(Request request, Cancellation cancellation) throws UpstreamFault {
    LoopPool pool = pools.get(loops.current().index());
    return new ClientCall(request, pool, cancellation).send();
  }

  @Override
  public void close() {
    CountDownLatch left = new CountDownLatch(pools.size());
    for (LoopPool pool : pools) {
      pool.loop()
          .execute(() -> {
            pool.close();
            left.countDown();
          });
    }
    names.close();
    try {
      boolean _ = left.await(5, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
