import { expect, type Locator, type Page } from '@playwright/test'

/** A wizard's window and the ways through it. */
export interface OpenWizard {
  readonly window: Locator
  /** This page is shown, and its heading has the focus. */
  isAt(title: string): Promise<void>
  /** Next, which leads to this page. */
  next(to: string): Promise<void>
  /** The button that runs it; everything succeeds. */
  run(button: string): Promise<void>
  /** Finished: closes the window. */
  close(): Promise<void>
}

export function wizard(page: Page, title: string): OpenWizard {
  const window = page.getByRole('dialog', { name: title })
  const isAt = (heading: string) =>
    expect(window.getByRole('heading', { name: heading, level: 3, exact: true })).toBeFocused()
  const click = (name: string) => window.getByRole('button', { name, exact: true }).click()
  return {
    window,
    isAt,
    async next(to) {
      await click('Next')
      await isAt(to)
    },
    async run(button) {
      await click(button)
      await isAt('Finished')
      await expect(window.getByText('Succeeded', { exact: true })).toBeVisible()
    },
    async close() {
      await click('Close')
      await expect(window).toBeHidden()
    },
  }
}
