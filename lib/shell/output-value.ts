/** A string that a command writes; an Outcome's output holds objects only. */
export class OutputText {
  constructor(readonly text: string) {}

  toJSON(): string {
    return this.text
  }
}

/** Bytes that a command writes, alone or as a property; kept as base64. */
export class OutputBytes {
  constructor(readonly bytes: Uint8Array) {}

  toJSON(): string {
    return btoa(Array.from(this.bytes, (byte) => String.fromCharCode(byte)).join(''))
  }
}
