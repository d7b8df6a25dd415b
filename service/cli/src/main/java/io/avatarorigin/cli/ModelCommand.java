package io.avatarorigin.cli;

import picocli.CommandLine.Command;

/** What can be done with model folders. */
@Command(
    name = "model",
    description = "Looks at model folders.",
    subcommands = picocli.CommandLine.HelpCommand.class,
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    footer = {"", "Example:", "  avatar-origin model check ./my-model"})
final class ModelCommand {}
