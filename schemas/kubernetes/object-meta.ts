/** The part of every object's metadata that Keywright writes. */
export type ObjectMeta = {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: { readonly [key: string]: string };
  readonly annotations?: { readonly [key: string]: string };
};
