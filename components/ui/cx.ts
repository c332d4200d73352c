/** Joins class names and leaves out what is false: `cx('p-2', wide && 'w-full')`. */
export function cx(...names: (string | false | null | undefined)[]): string {
  return names.filter(Boolean).join(' ')
}
