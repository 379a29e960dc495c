import { flag, text } from '../../io/options.ts';

/** The options of every command on a single secret. */
export const oneSecretOptions = {
  env: text('<name>', 'the environment'),
};

export const putOptions = {
  ...oneSecretOptions,
  key: text('<key>', 'the key; without it, a JSON object of several keys is given'),
  file: text('<file>', 'read it from this file'),
  generate: flag('have AWS generate it'),
  replace: flag('also where there is a live value'),
};
