using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "main", worker = .worker),
    # The server listens on the loopback interface, which a worker does not reach by default.
    (name = "internet", network = (allow = ["private"])),
  ],
);

const worker :Workerd.Worker = (
  modules = [(name = "worker", esModule = embed "built/worker.js")],
  compatibilityDate = "2026-01-01",
  bindings = [(name = "ENDPOINT", fromEnvironment = "ENDPOINT")],
);
