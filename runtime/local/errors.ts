/**
 * An error that AWS would answer: its type, its message and its HTTP status. Secrets Manager answers every client error
 * with 400, ResourceNotFoundException included (recorded from the service).
 */
export class ServiceError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

export const invalidParameter = (message: string) => new ServiceError('InvalidParameterException', message);
export const invalidRequest = (message: string) => new ServiceError('InvalidRequestException', message);
export const resourceExists = (message: string) => new ServiceError('ResourceExistsException', message);
export const limitExceeded = (message: string) => new ServiceError('LimitExceededException', message);
export const accessDenied = (message: string) => new ServiceError('AccessDeniedException', message);
export const validationFailed = (message: string) => new ServiceError('ValidationException', message);
export const unreadable = (message: string) => new ServiceError('SerializationException', message);
export const resourceNotFound = (message = "Secrets Manager can't find the specified secret.") =>
  new ServiceError('ResourceNotFoundException', message);
