/** A switch parameter: `-Force`, or `-Confirm:$false`. */
export interface Switch {
  readonly kind: 'switch'
  readonly present: boolean
}

/**
 * A secret. `sealed` is ciphertext that only the vault can open (see lib/server/vault.ts); in a script it
 * becomes a prompt, so that no secret is ever written down.
 */
export interface SecureString {
  readonly kind: 'secure'
  readonly prompt: string
  readonly sealed: string
}

/** The bytes of a file on the site's own drive, as `Get-Content -Encoding Byte` reads them. */
export interface FileContent {
  readonly kind: 'file'
  readonly path: string
}

/** A user name with its password, as Get-Credential gives it. */
export interface CredentialValue {
  readonly kind: 'credential'
  readonly userName: string
  readonly password: SecureString
}

/** A hashtable: `@{Add='a'; Remove='b'}`. */
export interface Table {
  readonly kind: 'table'
  readonly entries: readonly (readonly [string, Value])[]
}

/** What a command's argument may be; plain JSON, so that a runbook can be kept in the database. */
export type Value =
  | string
  | number
  | boolean
  | null
  | Switch
  | SecureString
  | FileContent
  | CredentialValue
  | Table
  | readonly Value[]

export const present: Switch = { kind: 'switch', present: true }
export const absent: Switch = { kind: 'switch', present: false }

/** `-Force` or `-Force:$false`: a switch takes no `$true` behind it, as a Boolean parameter does. */
export function switchOf(on: boolean): Switch {
  return on ? present : absent
}

export function secure(prompt: string, sealed: string): SecureString {
  return { kind: 'secure', prompt, sealed }
}

export function fileContent(path: string): FileContent {
  return { kind: 'file', path }
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value)
}

/** The kind of a tagged value, or null for plain ones. */
export function kindOf(value: Value): 'switch' | 'secure' | 'file' | 'credential' | 'table' | null {
  return value !== null && typeof value === 'object' && !isList(value) ? value.kind : null
}
