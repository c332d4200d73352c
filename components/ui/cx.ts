/** Joins class names and leaves out what is false: `cx('p-2', wide && 'w-full')`. Nothing left: no attribute. */
export function cx(...names: (string | false | null | undefined)[]): string | undefined {
  return names.filter(Boolean).join(' ') || undefined
}
