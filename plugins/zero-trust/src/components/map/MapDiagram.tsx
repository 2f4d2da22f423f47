import { makeStyles, useTheme } from '@material-ui/core/styles';
import { KeyboardEvent, useRef, useState } from 'react';
import { useWords } from '../../hooks/useWords';
import { MapLayout, NODE, PlacedNode } from '../../view/map/mapLayout';
import { moveFocus } from '../../view/map/moveFocus';
import { readableColor } from '../../view/readableColor';
import { edgeLook } from './edgeLook';

const useStyles = makeStyles(theme => ({
  scroller: { overflowX: 'auto' },
  picture: {
    display: 'block',
    width: '100%',
    minWidth: 760,
    fontFamily: theme.typography.fontFamily,
  },
  box: {
    fill: theme.palette.background.paper,
    stroke: theme.palette.text.secondary,
  },
  center: {
    fill: theme.palette.background.default,
    stroke: theme.palette.text.primary,
    strokeWidth: 2,
  },
  title: { fill: theme.palette.text.primary, fontSize: 14, fontWeight: 500 },
  detail: { fill: theme.palette.text.secondary, fontSize: 12 },
  node: {
    cursor: 'pointer',
    outline: 'none',
    '&:focus-visible $box, &[aria-pressed="true"] $box': {
      stroke: theme.palette.primary.main,
      strokeWidth: 3,
    },
    '&:hover $box': { fill: theme.palette.action.hover },
  },
}));

/**
 * Callers, the service and callees. One stop for the Tab key; arrow keys move
 * among the nodes, Enter and Space choose one.
 */
export const MapDiagram = (props: {
  layout: MapLayout;
  /** What the map is about. */
  title: string;
  chosen?: string;
  onChoose: (id: string) => void;
  describedBy: string;
}) => {
  const { layout, chosen } = props;
  const { nodes, center } = layout;
  const t = useWords();
  const classes = useStyles();
  const picture = useRef<SVGSVGElement>(null);
  const [last, setLast] = useState<string>();
  const known = (id?: string) => nodes.some(node => node.id === id);
  const stop = [last, chosen].find(known) ?? nodes[0]?.id;

  const onKeyDown = (event: KeyboardEvent, id: string) => {
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      props.onChoose(id);
      return;
    }
    const next = moveFocus(nodes, id, event.key);
    if (!next) return;
    event.preventDefault();
    const place = nodes.findIndex(node => node.id === next);
    picture.current
      ?.querySelector<SVGGElement>(`[data-place="${place}"]`)
      ?.focus();
  };

  return (
    <div className={classes.scroller}>
      <svg
        ref={picture}
        className={classes.picture}
        viewBox={`0 0 ${layout.width} ${layout.height}`}
        role="group"
        aria-label={t('map.label', { name: props.title })}
        aria-describedby={props.describedBy}
      >
        {nodes.map(node => (
          <Edge
            key={node.id}
            node={node}
            faded={known(chosen) && node.id !== chosen}
          />
        ))}
        <g>
          <rect {...center} {...NODE} rx={6} className={classes.center} />
          <text
            x={center.x + NODE.width / 2}
            y={center.y + NODE.height / 2}
            dominantBaseline="central"
            textAnchor="middle"
            className={classes.title}
          >
            {props.title}
          </text>
        </g>
        {nodes.map((node, place) => (
          <g
            key={node.id}
            data-place={place}
            className={classes.node}
            role="button"
            tabIndex={node.id === stop ? 0 : -1}
            aria-pressed={node.id === chosen}
            aria-label={t(`map.node.${node.side}`, {
              title: node.title,
              detail: node.detail,
              style: t(`map.style.${node.style}`),
            })}
            onFocus={() => setLast(node.id)}
            onClick={() => props.onChoose(node.id)}
            onKeyDown={event => onKeyDown(event, node.id)}
          >
            <rect
              x={node.x}
              y={node.y}
              {...NODE}
              rx={6}
              className={classes.box}
            />
            {/* A picture of its own, which cuts off what does not fit. */}
            <svg
              x={node.x}
              y={node.y}
              width={NODE.width - 6}
              height={NODE.height}
            >
              <text>
                <tspan
                  x={12}
                  y={node.detail ? 19 : 27}
                  className={classes.title}
                >
                  {node.title}
                </tspan>{' '}
                <tspan x={12} y={35} className={classes.detail}>
                  {node.detail}
                </tspan>
              </text>
            </svg>
          </g>
        ))}
      </svg>
    </div>
  );
};

function Edge(props: { node: PlacedNode; faded: boolean }) {
  const { node, faded } = props;
  const t = useWords();
  const theme = useTheme();
  const { tone, dash } = edgeLook[node.style];
  const color = readableColor(theme, tone);
  const { x, y } = node.end;
  const atCaller = node.side === 'callers';
  return (
    <g aria-hidden>
      <path
        d={node.path}
        fill="none"
        stroke={color}
        strokeWidth={2}
        strokeDasharray={dash}
        opacity={faded ? 0.3 : 1}
      />
      <path
        d={`M ${x - 9} ${y - 5} L ${x} ${y} L ${x - 9} ${y + 5} Z`}
        fill={color}
      />
      <text
        x={atCaller ? node.x + NODE.width + 8 : node.x - 14}
        y={node.y + NODE.height / 2 - 6}
        textAnchor={atCaller ? 'start' : 'end'}
        fontSize={12}
        fill={color}
        stroke={theme.palette.background.paper}
        strokeWidth={4}
        paintOrder="stroke"
      >
        {t(`map.short.${node.style}`)}
      </text>
    </g>
  );
}
