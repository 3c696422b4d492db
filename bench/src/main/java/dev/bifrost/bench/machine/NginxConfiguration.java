package dev.bifrost.bench.machine;

import java.nio.file.Path;

/// The floor's configuration: one worker that keeps its connections and buffers no answer.
final class NginxConfiguration {
  private NginxConfiguration() {}

  static String text(Path folder, int port, int upstreamPort) {
    return """
    daemon off;
    worker_processes 1;
    worker_rlimit_nofile 16384;
    pid %1$s/nginx.pid;
    error_log stderr error;
    events {
      worker_connections 8192;
    }
    http {
      access_log off;
      client_body_temp_path %1$s/body;
      proxy_temp_path %1$s/proxy;
      fastcgi_temp_path %1$s/fastcgi;
      uwsgi_temp_path %1$s/uwsgi;
      scgi_temp_path %1$s/scgi;
      client_max_body_size 64m;
      client_body_buffer_size 1m;
      keepalive_requests 1000000000;
      keepalive_timeout 1h;
      tcp_nodelay on;
      upstream mock {
        server 127.0.0.1:%3$d;
        keepalive 4096;
        keepalive_requests 1000000000;
        keepalive_timeout 1h;
      }
      server {
        listen 127.0.0.1:%2$d backlog=4096;
        location / {
          proxy_pass http://mock;
          proxy_http_version 1.1;
          proxy_set_header Connection "";
          proxy_buffering off;
          proxy_request_buffering on;
        }
      }
    }
    """
        .formatted(folder, port, upstreamPort);
  }
}
