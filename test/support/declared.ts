/** A declaration of a type that rotates; AWS generates the password. */
export const database = {
  type: 'rds-postgres',
  value: { engine: 'postgres', host: 'h', username: 'u', password: { generate: {} } },
};

/** A resource policy statement that can be declared. */
export const statement = (Sid: string) => ({
  Sid,
  Effect: 'Deny',
  Principal: '*',
  Action: 'secretsmanager:DeleteSecret',
  Resource: '*',
});
