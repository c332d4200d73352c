import { describe, expect, it } from 'vitest'
import { asksForPictures, framedDocument } from './message-frame'

describe('The document of an HTML message', () => {
  it('says before anything of the message that nothing runs and nothing is fetched', () => {
    const html =
      '<meta http-equiv="Content-Security-Policy" content="default-src *"><script>alert(1)</script>'
    const document = framedDocument(html, false)
    const policy = document.indexOf(`content="default-src 'none'; img-src data:;`)
    expect(policy).toBeGreaterThan(0)
    expect(policy).toBeLessThan(document.indexOf(html))
    expect(document).not.toMatch(/script-src|https:/)
  })

  it('lets pictures of the Internet in once they were asked for, and nothing else', () => {
    expect(framedDocument('', true)).toContain(
      `default-src 'none'; img-src data: https: http:; style-src 'unsafe-inline'`,
    )
  })
})

describe('What a message asks the browser to look up beforehand', () => {
  it('is not looked up', () => {
    const document = framedDocument('<LINK rel="dns-prefetch" href="//t.example">', false)
    expect(document).not.toMatch(/<link/i)
    expect(document).toContain('<meta http-equiv="x-dns-prefetch-control" content="off">')
  })
})

describe('Whether a message asks for pictures', () => {
  it.each([
    '<img src="https://t.example/p.gif">',
    '<img SRC = //t.example/p.gif>',
    "<td background='http://t.example/p.gif'>",
    '<p style="background:url(https://t.example/p.gif)">',
    '<img srcset="https://t.example/p.gif 2x">',
  ])('is seen: %s', (html) => expect(asksForPictures(html)).toBe(true))

  it.each([
    '<img src="data:image/png;base64,aaaa">',
    '<a href="https://t.example">a link</a>',
    'https://t.example',
  ])('is not so: %s', (html) => expect(asksForPictures(html)).toBe(false))
})
