import type { Datum } from './datum'

/** A list of .NET that grows; what is made of it (`map`, `slice`) is an array again. */
export class TypedList extends Array<Datum> {
  /** The .NET type's full name. */
  type = 'System.Collections.ArrayList'

  static override get [Symbol.species](): ArrayConstructor {
    return Array
  }

  static holding(type: string, elements: Iterable<Datum>): TypedList {
    const made = new TypedList()
    made.type = type
    for (const one of elements) made.push(one)
    return made
  }
}
