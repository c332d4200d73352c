/**
 * Hands a PowerShell script to the browser as a download. It begins with a byte order mark: without one, Windows
 * PowerShell 5.1 reads a script in the system's ANSI code page.
 */
export function saveScript(text: string, fileName: string) {
  const bom = text.startsWith('\uFEFF') ? '' : '\uFEFF'
  const address = URL.createObjectURL(new Blob([bom, text], { type: 'text/plain;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = address
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), 10_000)
}
