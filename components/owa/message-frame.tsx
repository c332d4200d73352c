/** Beyond this many characters a message is shown as plain text. */
export const longestHtml = 1_000_000

/**
 * A document of somebody's HTML in which nothing runs and nothing is fetched: pictures are those that the message brought
 * itself, or with `remote` those of the Internet, too. It stands in a sandboxed frame besides.
 */
export function framedDocument(html: string, remote: boolean): string {
  const images = remote ? 'data: https: http:' : 'data:'
  const policy = `default-src 'none'; img-src ${images}; style-src 'unsafe-inline'; font-src data:; form-action 'none'; base-uri 'none'`
  // A name that is looked up tells the sender as much as a picture, and is no matter of the policy.
  const inert = html.replace(/<link\b/gi, '<span data-link')
  return `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="referrer" content="no-referrer"><meta http-equiv="x-dns-prefetch-control" content="off"><base target="_blank"><style>:root{color-scheme:light}body{margin:16px;background:#fff;color:#1f2329;font:14px/1.5 "Segoe UI",system-ui,sans-serif;overflow-wrap:anywhere}img{max-width:100%;height:auto}</style></head><body>${inert}`
}

/** Whether HTML asks for anything of the Internet as it is shown. */
export function asksForPictures(html: string): boolean {
  return /(?:src|srcset|background|poster)\s*=\s*["']?\s*(?:https?:)?\/\/|url\(\s*["']?\s*(?:https?:)?\/\//i.test(
    html,
  )
}

/**
 * The message as its sender laid it out. Links open in a window of their own; one that wants to open in the frame leads
 * nowhere, since the page's policy lets no frame load anything.
 */
export function MessageFrame({ html, remote }: { html: string; remote: boolean }) {
  return (
    <iframe
      title="The message"
      sandbox="allow-popups allow-popups-to-escape-sandbox"
      referrerPolicy="no-referrer"
      srcDoc={framedDocument(html, remote)}
      className="min-h-[60dvh] w-full flex-1 rounded border border-line bg-white"
    />
  )
}
