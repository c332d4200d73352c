import type { SecureString } from '../../value'
import type { Block } from '../parse/ast'
import type { ScriptError } from './script-error'
import { TypedList } from './typed-list'

export type NumberKind = 'Int64' | 'Double' | 'Decimal' | 'Byte'

/** Every number but a 32-bit integer, which is a plain one here. */
export class Num {
  constructor(
    readonly kind: NumberKind,
    readonly value: number | bigint,
  ) {}
}

export class Char {
  constructor(readonly code: number) {}
}

/** `ticks` are milliseconds since 1970 by the clock on the wall of `kind`. */
export class DateTime {
  constructor(
    readonly ms: number,
    readonly kind: 'Local' | 'Utc' | 'Unspecified' = 'Unspecified',
  ) {}
}

export class TimeSpan {
  constructor(readonly ms: number) {}
}

export class Guid {
  constructor(readonly text: string) {}
}

export class Pattern {
  constructor(readonly source: string) {}
}

export class Version {
  constructor(readonly parts: readonly number[]) {}
}

export class Bytes {
  constructor(
    readonly bytes: Uint8Array,
    /** The file that they were read from, as long as nothing else is in them. */
    readonly path: string | null = null,
  ) {}
}

export class Secure {
  constructor(readonly secret: SecureString) {}
}

export class Credential {
  constructor(
    readonly userName: string,
    readonly password: Secure,
  ) {}
}

/** Exchange's `2 GB (2,147,483,648 bytes)`. */
export class ByteQuantifiedSize {
  constructor(readonly bytes: number) {}
}

/** Exchange's `Unlimited`, or a value of which there may be no limit. */
export class Unlimited {
  constructor(readonly value: Datum | undefined) {}
}

export class TypeReference {
  constructor(readonly name: string) {}
}

export class ErrorDatum {
  constructor(readonly error: ScriptError) {}
}

/** A word of an enumeration: text that knows its type. */
export class EnumWord {
  constructor(
    readonly type: string,
    readonly word: string,
  ) {}
}

/** Keys without case, in the order they came; `ordered` is what `[ordered]` made. */
export class Hashtable {
  readonly entries = new Map<string, { readonly key: Datum; value: Datum }>()
  constructor(readonly ordered = false) {}

  get(key: Datum): Datum | undefined {
    return this.entries.get(keyOf(key))?.value
  }

  has(key: Datum): boolean {
    return this.entries.has(keyOf(key))
  }

  set(key: Datum, value: Datum): void {
    const found = this.entries.get(keyOf(key))
    if (found) found.value = value
    else this.entries.set(keyOf(key), { key, value })
  }

  delete(key: Datum): void {
    this.entries.delete(keyOf(key))
  }
}

export function keyOf(key: Datum): string {
  if (typeof key === 'string') return `s${key.toLowerCase()}`
  if (key instanceof Num) return `n${key.value}`
  if (key instanceof Guid) return `g${key.text.toLowerCase()}`
  if (key instanceof Char) return `c${key.code}`
  if (key instanceof EnumWord) return `s${key.word.toLowerCase()}`
  if (typeof key === 'number' || typeof key === 'boolean')
    return `${typeof key === 'number' ? 'n' : 'b'}${key}`
  if (key === null) return 'null'
  return `o${identityOf(key)}`
}

let counted = 0
const identities = new WeakMap<object, number>()
function identityOf(value: object): number {
  const known = identities.get(value)
  if (known !== undefined) return known
  identities.set(value, ++counted)
  return counted
}

export interface Property {
  readonly name: string
  value: Datum
}

/** Properties that are made when somebody asks for them: an object of Exchange has a hundred, a filter looks at one. */
export interface LateProperties {
  /** One of them by its name as it is written; undefined where that needs a closer look. */
  one(name: string): Datum | undefined
  all(): Map<string, Property>
}

/** An object with properties whose names have no case; `types` are its type names, the nearest first. */
export class PSObject {
  /** What `ToString()` says; without it, `@{Name=…}`. */
  text: string | null = null
  private made: Map<string, Property> | null
  private readonly late: LateProperties | null

  constructor(
    readonly types: readonly string[] = ['System.Management.Automation.PSCustomObject'],
    late: LateProperties | null = null,
  ) {
    this.late = late
    this.made = late ? null : new Map()
  }

  get properties(): Map<string, Property> {
    this.made ??= this.late?.all() ?? new Map<string, Property>()
    return this.made
  }

  get(name: string): Datum | undefined {
    const found = this.made ? undefined : this.late?.one(name)
    return found === undefined ? this.properties.get(name.toLowerCase())?.value : found
  }

  set(name: string, value: Datum): this {
    const found = this.properties.get(name.toLowerCase())
    if (found) found.value = value
    else this.properties.set(name.toLowerCase(), { name, value })
    return this
  }
}

/** A block of a script with the scope that it was written in. */
export class ScriptBlock {
  constructor(
    readonly block: Block,
    readonly scope: unknown,
  ) {}

  get text(): string {
    return this.block.source.slice(this.block.start, this.block.end).replace(/^\{([\s\S]*)\}$/, '$1')
  }
}

export type Datum =
  | null
  | boolean
  | string
  | number
  | Num
  | Char
  | DateTime
  | TimeSpan
  | Guid
  | Pattern
  | Version
  | Bytes
  | Secure
  | Credential
  | ByteQuantifiedSize
  | Unlimited
  | TypeReference
  | ErrorDatum
  | EnumWord
  | Hashtable
  | PSObject
  | ScriptBlock
  | Datum[]

const classes: readonly (readonly [abstract new (...args: never[]) => object, string])[] = [
  [Char, 'System.Char'],
  [DateTime, 'System.DateTime'],
  [TimeSpan, 'System.TimeSpan'],
  [Guid, 'System.Guid'],
  [Pattern, 'System.Text.RegularExpressions.Regex'],
  [Version, 'System.Version'],
  [Bytes, 'System.Byte[]'],
  [Secure, 'System.Security.SecureString'],
  [Credential, 'System.Management.Automation.PSCredential'],
  [ByteQuantifiedSize, 'Microsoft.Exchange.Data.ByteQuantifiedSize'],
  [Unlimited, 'Microsoft.Exchange.Data.Unlimited'],
  [TypeReference, 'System.RuntimeType'],
  [ErrorDatum, 'System.Management.Automation.ErrorRecord'],
  [ScriptBlock, 'System.Management.Automation.ScriptBlock'],
]

/** The .NET type's full name. */
export function typeOf(value: Datum): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return 'System.String'
  if (typeof value === 'boolean') return 'System.Boolean'
  if (typeof value === 'number') return 'System.Int32'
  if (Array.isArray(value)) return value instanceof TypedList ? value.type : 'System.Object[]'
  if (value instanceof Num) return `System.${value.kind}`
  if (value instanceof Hashtable)
    return value.ordered ? 'System.Collections.Specialized.OrderedDictionary' : 'System.Collections.Hashtable'
  if (value instanceof PSObject) return value.types[0] ?? 'System.Object'
  if (value instanceof EnumWord) return value.type
  return classes.find(([one]) => value instanceof one)?.[1] ?? 'System.Object'
}

/** The objects that a value is in a pipeline: an array's elements, nothing for nothing, itself otherwise. */
export function elementsOf(value: Datum): readonly Datum[] {
  if (Array.isArray(value)) return value
  if (value instanceof Bytes) return [...value.bytes].map((byte) => new Num('Byte', byte))
  return [value]
}

/** One value from what a pipeline wrote: nothing is null, one is itself. */
export function collected(values: Datum[]): Datum {
  return values.length === 0 ? null : values.length === 1 ? (values[0] ?? null) : values
}
