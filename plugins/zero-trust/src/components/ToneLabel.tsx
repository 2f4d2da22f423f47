import { makeStyles, Theme } from '@material-ui/core/styles';
import Block from '@material-ui/icons/Block';
import CheckCircleOutline from '@material-ui/icons/CheckCircleOutline';
import ErrorOutline from '@material-ui/icons/ErrorOutline';
import HelpOutline from '@material-ui/icons/HelpOutline';
import InfoOutlined from '@material-ui/icons/InfoOutlined';
import { ReactNode } from 'react';
import { readableColor } from '../view/readableColor';
import { Tone } from '../view/tone';

const icons = {
  good: CheckCircleOutline,
  bad: Block,
  caution: ErrorOutline,
  unknown: HelpOutline,
  neutral: InfoOutlined,
} satisfies Record<Tone, unknown>;

const useStyles = makeStyles<Theme, { tone: Tone }>(theme => ({
  root: {
    fontFamily: theme.typography.fontFamily,
    display: 'inline-flex',
    alignItems: 'flex-start',
    gap: theme.spacing(0.5),
    color: ({ tone }) => readableColor(theme, tone),
    fontWeight: ({ tone }) => (tone === 'neutral' ? undefined : 500),
    lineHeight: 1.45,
  },
  icon: { fontSize: '1.15em', marginTop: '0.15em', flexShrink: 0 },
  // Beside other text it is the words that share a baseline, not the icon.
  text: { alignSelf: 'baseline', minWidth: 0, overflowWrap: 'anywhere' },
}));

/** Icon, words and colour together: colour is never the only carrier. */
export const ToneLabel = (props: { tone: Tone; children: ReactNode }) => {
  const classes = useStyles({ tone: props.tone });
  const Icon = icons[props.tone];
  return (
    <span className={classes.root}>
      <Icon className={classes.icon} aria-hidden />
      <span className={classes.text}>{props.children}</span>
    </span>
  );
};
