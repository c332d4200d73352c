import { type Page, test } from '@playwright/test'

const filmed = process.env.DEMO === '1'
const captions = new WeakMap<Page, string>()

/** One chapter of a story: a step of the report that ends with a picture. In a film it stands below the page. */
export async function chapter(page: Page, caption: string, tell: () => Promise<void>): Promise<void> {
  await test.step(caption, async () => {
    if (filmed) await showCaption(page, caption)
    await tell()
    if (filmed) await putCaption(page)
    const name = caption
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
    const path = test.info().outputPath(`${name}.png`)
    await page.screenshot({ path })
    await test.info().attach(name, { path, contentType: 'image/png' })
  })
}

/** Shows it from now on, on every page that is loaded. */
async function showCaption(page: Page, caption: string): Promise<void> {
  if (!captions.has(page)) page.on('load', () => putCaption(page))
  captions.set(page, caption)
  await putCaption(page)
}

/** A popover, to stand above the wizards' windows too; outside of the body, which is React's. */
async function putCaption(page: Page): Promise<void> {
  const put = (text: string) => {
    const shown = document.querySelector<HTMLElement>('[data-caption]')
    const caption = shown ?? document.createElement('div')
    if (!shown) {
      caption.dataset.caption = ''
      caption.ariaHidden = 'true'
      caption.popover = 'manual'
      caption.style.cssText =
        'position:fixed;inset:auto 0 22px;margin:auto;width:fit-content;padding:9px 22px;border:0;border-radius:99px;pointer-events:none;background:#20222a;color:#fff;font:600 19px/1.4 Inter Variable,sans-serif;box-shadow:0 4px 18px #0006'
      document.documentElement.append(caption)
    }
    caption.textContent = text
    if (caption.matches(':popover-open')) caption.hidePopover()
    caption.showPopover()
  }
  // A page that is being left takes the caption with it; the next one gets it when it has loaded.
  await page.evaluate(put, captions.get(page) ?? '').catch(() => {})
}
