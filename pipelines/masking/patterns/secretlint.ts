import { rules } from '@secretlint/secretlint-rule-preset-recommend';
import type { SecretLintRuleContext, SecretLintSourceCode } from '@secretlint/types';

export type SecretlintMatch = { readonly start: number; readonly end: number; readonly what: string };

/** What each rule finds. Rules not listed here are not used. */
const WHAT: { readonly [rule: string]: string } = {
  '1password': 'a 1Password token',
  anthropic: 'an Anthropic API key',
  aws: 'an AWS access key',
  basicauth: 'a URL with a password',
  'database-connection-string': 'a connection string with a password',
  github: 'a GitHub token',
  linear: 'a Linear API key',
  npm: 'an npm token',
  openai: 'an OpenAI API key',
  privatekey: 'a private key',
  sendgrid: 'a SendGrid key',
  shopify: 'a Shopify token',
  slack: 'a Slack token or webhook',
};

/**
 * Runs secretlint's rules over a text. Two of the preset's rules are omitted: `gcp` reads other file formats, and
 * `filter-comments` would let a comment in the source disable the search. The rules' messages quote what they find, so
 * only their ranges are used.
 */
export function runSecretlint(text: string): readonly SecretlintMatch[] {
  return used.flatMap(({ creator, what }) => {
    const matches: SecretlintMatch[] = [];
    const context = contextFor((start, end) => matches.push({ start, end, what }));
    const handler: TextHandler = creator.create(context, OPTIONS);
    void handler.file?.({ ...SOURCE, content: text });
    return matches;
  });
}

const used = rules.flatMap((creator) => {
  const what = WHAT[creator.meta.id.replace('@secretlint/secretlint-rule-', '')];
  return what === undefined ? [] : [{ creator, what }];
});

/** Also finds AWS access key IDs, which secretlint ignores by default. */
const OPTIONS = { enableIDScanRule: true };

/** The fields that the rules in use read; no rule opens a file by its path. */
type TextSource = Pick<SecretLintSourceCode, 'content' | 'contentType' | 'ext' | 'filePath'>;
type TextHandler = { file?(source: TextSource): void | Promise<void> };

const SOURCE = { contentType: 'text', ext: '.yaml', filePath: undefined } as const;

/** The option also finds AWS account IDs; they are not secret, so they are not reported. */
const IGNORED_MESSAGES: ReadonlySet<string> = new Set(['AWSAccountID']);

function contextFor(report: (start: number, end: number) => void): SecretLintRuleContext {
  return {
    sharedOptions: {},
    createTranslator: () => (messageId) => ({ message: '', messageId: String(messageId), data: {} }),
    report: ({ message, range }) => {
      if (!IGNORED_MESSAGES.has(message.messageId)) report(range[0], range[1]);
    },
    ignore: () => undefined,
  };
}
