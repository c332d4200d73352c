import { type Datum, PSObject } from './datum'

interface Held {
  value: Datum
}

/** `[ref]$x`: another name for a variable, whose `Value` is the variable's. */
export class Reference extends PSObject {
  constructor(private readonly held: Held) {
    super(['System.Management.Automation.PSReference'])
    super.set('Value', held.value)
  }

  override get(name: string): Datum | undefined {
    return /^value$/i.test(name) ? this.held.value : super.get(name)
  }

  override set(name: string, value: Datum): this {
    // The constructor of PSObject has no held variable yet.
    if (this.held && /^value$/i.test(name)) this.held.value = value
    return super.set(name, value)
  }
}
