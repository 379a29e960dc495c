/** An option of a command, with what makes a value of the words that the user gave. */
export type OptionSpec<Value = unknown> = {
  /** As commander writes what follows the name: `<file>`; null for a flag. */
  readonly placeholder: string | null;
  readonly description: string;
  /** May be given several times. */
  readonly repeatable: boolean;
  /**
   * @param words what was given, in order; empty if nothing was. A flag that was given is one empty word
   * @param flag the option as the user writes it, for messages: `--max-warnings`
   * @throws CommandError (wrong usage)
   */
  readonly parse: (words: readonly string[], flag: string) => Value;
};

/** The options of a command by their names in camelCase: `maxWarnings` is `--max-warnings`. */
export type OptionSpecs = { readonly [name: string]: OptionSpec };

/** What a command gets of the options that it declares. */
export type OptionValues<Specs extends OptionSpecs> = {
  readonly [Name in keyof Specs]: ReturnType<Specs[Name]['parse']>;
};

/** Options as the argument parser leaves them, not looked at yet. */
export type GivenOptions<Name extends string | number | symbol = string> = {
  readonly [name in Name]?: string | boolean | readonly string[] | undefined;
};
