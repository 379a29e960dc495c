import type { SecretKey } from './secret-type.ts';

/** The keys of a client that reaches one of Confluent's HTTP services by basic authentication. */
export const apiKeyKeys: { readonly [key: string]: SecretKey } = {
  username: { description: 'User or key id.', sensitive: false, required: true },
  api_key: {
    description: 'API key or basic-auth password.',
    sensitive: true,
    required: true,
    generate: { passwordLength: 32, excludePunctuation: true },
  },
  endpoint: { description: 'Base URL.', sensitive: false, required: true },
};
