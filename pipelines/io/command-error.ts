/**
 * Ends a command with a message for the user and an exit status; the message says what to do. For wrong usage and
 * a broken world only: mistakes in declarations are findings.
 */
export class CommandError extends Error {
  readonly status: number;

  constructor(message: string, status: number, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CommandError';
    this.status = status;
  }
}
