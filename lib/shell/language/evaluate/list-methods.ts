import { compare } from '../values/compare'
import { type Datum, elementsOf } from '../values/datum'
import { TypedList } from '../values/typed-list'
import { number } from './method-arguments'

const most = 2_000_000

type ListMethod = (self: Datum[], args: readonly Datum[]) => Datum

const place = (self: Datum[], wanted: Datum) => self.findIndex((one) => compare(one, wanted, true) === 0)

function added(self: Datum[], value: Datum): Datum {
  const kind = self instanceof TypedList ? self.type : ''
  if (kind.endsWith('HashSet') && place(self, value) >= 0) return false
  if (self.length < most) self.push(value)
  return kind.endsWith('HashSet')
    ? true
    : kind.endsWith('List') && !kind.endsWith('ArrayList')
      ? null
      : self.length - 1
}

function nothing(work: () => unknown): null {
  work()
  return null
}

const removed = (self: Datum[], at: number, count = 1) => nothing(() => at >= 0 && self.splice(at, count))

const methods: Readonly<Record<string, ListMethod>> = {
  contains: (self, [value = null]) => place(self, value) >= 0,
  indexof: (self, [value = null]) => place(self, value),
  getlength: (self) => self.length,
  getupperbound: (self) => self.length - 1,
  clone: (self) => (self instanceof TypedList ? TypedList.holding(self.type, self) : [...self]),
  toarray: (self) => [...self],
  add: (self, [value = null]) => added(self, value),
  addrange: (self, [values = null]) =>
    nothing(() => {
      for (const one of elementsOf(values).slice(0, most - self.length)) self.push(one)
    }),
  remove: (self, [value = null]) => {
    const at = place(self, value)
    removed(self, at)
    return self instanceof TypedList && self.type.includes('.Generic.') ? at >= 0 : null
  },
  removeat: (self, [at]) => removed(self, number(at)),
  removerange: (self, [at, count]) => removed(self, number(at), number(count)),
  insert: (self, [at, value = null]) =>
    nothing(() => self.length < most && self.splice(number(at), 0, value)),
  reverse: (self) => nothing(() => self.reverse()),
  sort: (self) => nothing(() => self.sort((a, b) => compare(a, b) ?? 0)),
  clear: (self) => nothing(() => self.splice(0)),
  enqueue: (self, [value = null]) => nothing(() => self.length < most && self.push(value)),
  dequeue: (self) => self.shift() ?? null,
  push: (self, [value = null]) => nothing(() => self.length < most && self.unshift(value)),
  pop: (self) => self.shift() ?? null,
  peek: (self) => self[0] ?? null,
}

/** A method of an array or a list; undefined where it has none of that name. */
export function listMethod(self: Datum[], name: string, args: readonly Datum[]): Datum | undefined {
  return Object.hasOwn(methods, name) ? methods[name]?.(self, args) : undefined
}
