import type { Page } from 'playwright-core'

/** Texts whose contrast with what lies behind them is below 4.5 : 1 (WCAG AA). */
export function faintTexts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const channels = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number)

    function luminance(color: string): number {
      const [red = 0, green = 0, blue = 0] = channels(color)
        .slice(0, 3)
        .map((value) =>
          value / 255 <= 0.03928 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
        )
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    function behind(element: Element | null): string {
      if (element === null) return 'rgb(255, 255, 255)'
      const color = getComputedStyle(element).backgroundColor
      return (channels(color)[3] ?? 1) === 0 ? behind(element.parentElement) : color
    }

    function contrast(element: Element): number {
      const [darker = 0, lighter = 0] = [getComputedStyle(element).color, behind(element)]
        .map(luminance)
        .sort((a, b) => a - b)
      return (lighter + 0.05) / (darker + 0.05)
    }

    return [...document.body.querySelectorAll('*')]
      .filter((element) =>
        [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim()),
      )
      .filter((element) => element.checkVisibility())
      .filter((element) => contrast(element) < 4.5)
      .map((element) => `${element.textContent.trim()} ${contrast(element).toFixed(2)}`)
  })
}

/** Buttons and fields lower or narrower than a thumb (44 px). */
export function smallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('button, textarea')]
      .filter((element) => element.checkVisibility())
      .filter(
        (element) =>
          element.getBoundingClientRect().height < 44 || element.getBoundingClientRect().width < 44,
      )
      .map((element) => element.outerHTML),
  )
}
