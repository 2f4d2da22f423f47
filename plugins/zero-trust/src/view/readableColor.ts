import {
  darken,
  getContrastRatio,
  lighten,
  Theme,
} from '@material-ui/core/styles';
import { Tone } from './tone';

/**
 * WCAG 2 asks 4.5 of text at level AA. A little more, because colours are
 * rounded to whole numbers and tables tint their rows.
 */
const TEXT_CONTRAST = 5;

/**
 * The theme's colour for a tone, moved away from the background until text in
 * it can be read. Themes are free to choose pale status colours, so contrast is
 * computed and not assumed.
 */
export function readableColor(theme: Theme, tone: Tone): string {
  const { palette } = theme;
  const start = {
    good: palette.success.main,
    bad: palette.error.main,
    caution: palette.warning.main,
    unknown: palette.text.secondary,
    neutral: palette.text.secondary,
  }[tone];
  // Secondary text may be translucent, and then has no contrast of its own.
  if (start.startsWith('rgba')) return palette.text.primary;
  const away = palette.type === 'dark' ? lighten : darken;
  const backgrounds = [palette.background.paper, palette.background.default];
  for (let step = 0; step <= 10; step++) {
    const color = away(start, step / 10);
    const contrasts = backgrounds.map(background =>
      getContrastRatio(color, background),
    );
    if (Math.min(...contrasts) >= TEXT_CONTRAST) return color;
  }
  return palette.text.primary;
}
