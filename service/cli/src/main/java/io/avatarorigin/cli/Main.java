package io.avatarorigin.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.Security;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The avatar-origin command. */
@Command(
    name = "avatar-origin",
    description = "An S3 origin whose avatars are drawn when somebody asks for them.",
    subcommands = CommandLine.HelpCommand.class,
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Start with:",
      "  avatar-origin serve",
      "  avatar-origin draw ada@example.org",
      "",
      "Exit codes: 0 done, 1 failed, 2 used wrongly."
    })
public final class Main {
  /** One line an event, where nobody configured the JDK's logging. */
  private static final String LOG_FORMAT = "%1$tFT%1$tT.%1$tL%1$tz %4$s %3$s %5$s%6$s%n";

  /**
   * What the web server tells of itself: its start, and with a stack trace each time that a client
   * breaks off. Both are held, since a logger that nobody holds forgets its level.
   */
  private static final Map<Logger, Level> SERVER_NEWS =
      Map.of(
          Logger.getLogger("io.helidon"),
          Level.WARNING,
          Logger.getLogger("io.helidon.webserver.http1.Http1Connection"),
          Level.OFF);

  /** The commands that load a model. */
  private static final Set<String> WITH_MODEL = Set.of("serve", "draw", "model", "worker");

  /**
   * How long an address counts: workers come and go behind a name, and are looked for each second.
   */
  private static final String ADDRESS_SECONDS = "1";

  private Main() {}

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    if (System.getProperty("java.util.logging.SimpleFormatter.format") == null) {
      System.setProperty("java.util.logging.SimpleFormatter.format", LOG_FORMAT);
    }
    SERVER_NEWS.forEach(Logger::setLevel);
    Security.setProperty("networkaddress.cache.ttl", ADDRESS_SECONDS);
    Security.setProperty("networkaddress.cache.negative.ttl", ADDRESS_SECONDS);
    Console console =
        new Console(
            System.getenv(),
            Path.of(""),
            new PrintWriter(System.out, true, StandardCharsets.UTF_8),
            new PrintWriter(System.err, true, StandardCharsets.UTF_8),
            Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal).isPresent());
    if (arguments.length > 0 && WITH_MODEL.contains(arguments[0])) {
      OnnxNatives.keep(console);
    }
    StopSignals signals = new StopSignals(Runtime.getRuntime()::halt);
    signals.register();
    System.exit(run(console, signals, arguments));
  }

  static int run(Console console, StopSignals signals, String... arguments) {
    FailureReport report = new FailureReport(console);
    return new CommandLine(new Main())
        .addSubcommand(new ServeCommand(console, signals))
        .addSubcommand(new WorkerCommand(console, signals))
        .addSubcommand(new DrawCommand(console))
        .addSubcommand(new ExplainCommand(console))
        .addSubcommand(new SignCommand(console, InstantSource.system()))
        .addSubcommand(new ForgetCommand(console))
        .addSubcommand(
            new CommandLine(new ModelCommand())
                .addSubcommand(new ModelCheckCommand(console))
                .addSubcommand(new ModelFetchCommand(console)))
        .setOut(console.out())
        .setErr(console.err())
        .setExecutionExceptionHandler(report)
        .setParameterExceptionHandler(report)
        .execute(arguments);
  }

  /** Reads the version from the jar. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"avatar-origin " + (version == null ? "unpackaged" : version)};
    }
  }
}
