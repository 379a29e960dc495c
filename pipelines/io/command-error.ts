/**
 * Ends a command with an exit status and a message that says what to do. Only for wrong usage and failures outside the
 * declarations: mistakes in declarations are findings.
 */
export class CommandError extends Error {
  readonly status: number;

  constructor(message: string, status: number, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CommandError';
    this.status = status;
  }
}
