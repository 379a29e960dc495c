/** An option of a command, and how to parse its value from the words that the user typed. */
export type OptionSpec<Value = unknown> = {
  /** The text after the option's name, in commander's notation: `<file>`; null for a flag. */
  readonly placeholder: string | null;
  readonly description: string;
  /** Can be given several times. */
  readonly repeatable: boolean;
  /**
   * @param words the words given, in order; empty if the option was not given. A flag that was given is one empty word
   * @param flag the option as the user writes it, for messages: `--max-warnings`
   * @throws CommandError (wrong usage)
   */
  readonly parse: (words: readonly string[], flag: string) => Value;
};

/** The options of a command by their names in camelCase: `maxWarnings` is `--max-warnings`. */
export type OptionSpecs = { readonly [name: string]: OptionSpec };

/** The parsed values that a command receives for its declared options. */
export type OptionValues<Specs extends OptionSpecs> = {
  readonly [Name in keyof Specs]: ReturnType<Specs[Name]['parse']>;
};

/** Options as the argument parser returns them, before they are parsed. */
export type GivenOptions<Name extends string | number | symbol = string> = {
  readonly [name in Name]?: string | boolean | readonly string[] | undefined;
};
