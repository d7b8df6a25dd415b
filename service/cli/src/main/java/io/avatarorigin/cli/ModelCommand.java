package io.avatarorigin.cli;

import picocli.CommandLine.Command;

/** What can be done with model folders. */
@Command(
    name = "model",
    description = "Fetches model folders, and looks at them.",
    subcommands = picocli.CommandLine.HelpCommand.class,
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  avatar-origin model fetch hf://ORGANISATION/NAME ./my-model",
      "  avatar-origin model check ./my-model"
    })
final class ModelCommand {}
