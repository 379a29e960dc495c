/** A declaration of a type that rotates; the password is AWS's to make. */
export const database = {
  type: 'rds-postgres',
  value: { engine: 'postgres', host: 'h', username: 'u', password: { generate: {} } },
};

/** A statement of a resource policy that may be declared. */
export const statement = (Sid: string) => ({
  Sid,
  Effect: 'Deny',
  Principal: '*',
  Action: 'secretsmanager:DeleteSecret',
  Resource: '*',
});
