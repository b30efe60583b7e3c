package io.issuestream.local.watch;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/**
 * The Kafka consumers of a service that was started with {@link #SETTINGS}: Spring's own switch for
 * each, which nobody reaches from outside.
 */
record Bindings(String pid) {
  static final Map<String, String> SETTINGS =
      Map.of(
          "SPRING_JMX_ENABLED", "true",
          "MANAGEMENT_ENDPOINTS_JMX_EXPOSURE_INCLUDE", "bindings");

  static Bindings of(ProcessHandle service) {
    return new Bindings(Long.toString(service.pid()));
  }

  /**
   * Switches one.
   *
   * @param state {@code STOPPED} or {@code STARTED}
   */
  // Of a process that this test started, on this machine.
  @SuppressWarnings("BanJNDI")
  void change(String binding, String state)
      throws IOException, AttachNotSupportedException, JMException {
    VirtualMachine machine = VirtualMachine.attach(pid);
    try (var connector =
        JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()))) {
      MBeanServerConnection beans = connector.getMBeanServerConnection();
      var _ =
          beans.invoke(
              new ObjectName("org.springframework.boot:type=Endpoint,name=Bindings"),
              "changeState",
              new Object[] {binding, state},
              new String[] {String.class.getName(), String.class.getName()});
    } finally {
      machine.detach();
    }
  }
}
