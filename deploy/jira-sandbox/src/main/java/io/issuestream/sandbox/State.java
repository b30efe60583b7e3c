package io.issuestream.sandbox;

import com.sun.management.OperatingSystemMXBean;
import io.issuestream.sandbox.data.JiraData;
import io.issuestream.sandbox.json.Json;
import java.lang.management.ManagementFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the sandbox holds and what it costs: the whole process's CPU time, so start it alone to
 * count it apart.
 */
final class State {
  private State() {}

  static ObjectNode of(JiraSandbox sandbox) {
    JiraData data = sandbox.data();
    long cpu =
        ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
            ? system.getProcessCpuTime()
            : -1;
    return Json.object()
        .put("issues", data.issueCount())
        .put("projects", data.read(data.projects()::size))
        .put("sprints", data.sprints().all().size())
        .put("users", data.accounts().count())
        .put("cpuNanos", cpu)
        .put("heapBytes", ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
  }
}
