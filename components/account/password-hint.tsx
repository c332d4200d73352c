/** Under every field for a new password: the rule of lib/server/administrator-password.ts. */
export function PasswordHint() {
  return <>At least 12 characters, besides your name, your email address, and words such as “password”.</>
}
