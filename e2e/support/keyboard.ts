import { readFile } from 'node:fs/promises'
import { expect, type Locator, type Page } from '@playwright/test'

/** So many stops has no page between its first control and its last one. */
const farthest = 120

/** Somebody who has only a keyboard: walks with Tab, and does nothing to what has not got the focus. */
export interface Keyboard {
  press(key: string, times?: number): Promise<void>
  /** Tab until this has the focus; `within` so many stops. */
  tabTo(target: Locator, within?: number): Promise<void>
  /** The stops that follow, in this order and with none between. */
  tabThrough(...stops: readonly Locator[]): Promise<void>
  /** Tab to it, and Enter. */
  open(target: Locator): Promise<void>
  /** Tab to it, and type over what stands there. */
  type(target: Locator, text: string): Promise<void>
  /** Tab to a file field, open its dialog with the space bar, and choose this file there. */
  attach(target: Locator, file: string): Promise<void>
  /** Tab to what saves a file, and Enter: what the file says. */
  save(target: Locator): Promise<string>
  /** Ctrl K, a page's name, Enter. */
  goTo(destination: string): Promise<void>
}

export function keyboardOf(page: Page): Keyboard {
  const { keyboard } = page
  const focused = page.locator(':focus')
  const hasFocus = async (target: Locator) => (await target.and(focused).count()) > 0
  const tabTo = async (target: Locator, within = farthest) => {
    await expect(target.first()).toBeVisible()
    for (let stops = 0; !(await hasFocus(target)); stops++) {
      if (stops === within) throw new Error(`${target} does not get the focus within ${within} stops`)
      await keyboard.press('Tab')
    }
  }
  return {
    async press(key, times = 1) {
      for (let time = 0; time < times; time++) await keyboard.press(key)
    },
    tabTo,
    async tabThrough(...stops) {
      for (const stop of stops) {
        await keyboard.press('Tab')
        await expect(stop).toBeFocused()
      }
    },
    async open(target) {
      await tabTo(target)
      await keyboard.press('Enter')
    },
    async type(target, text) {
      await tabTo(target)
      await keyboard.press('ControlOrMeta+a')
      await keyboard.type(text)
    },
    async attach(target, file) {
      await tabTo(target)
      const dialog = page.waitForEvent('filechooser')
      await keyboard.press('Space')
      await (await dialog).setFiles(file)
    },
    async save(target) {
      await tabTo(target)
      const download = page.waitForEvent('download')
      await keyboard.press('Enter')
      return readFile(await (await download).path(), 'utf8')
    },
    async goTo(destination) {
      await keyboard.press('ControlOrMeta+k')
      await expect(page.getByRole('combobox', { name: 'Go to a page, or search users' })).toBeFocused()
      await keyboard.type(destination)
      await expect(page.getByRole('option').first()).toContainText(destination)
      await keyboard.press('Enter')
    },
  }
}
