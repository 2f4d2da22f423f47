import { useEffect } from 'react';

/** After this it is the reader's page, in milliseconds. */
const SETTLING = 8_000;

/**
 * Scrolls to the part of the page that the URL names, moves the focus there,
 * and holds on to it while parts above it are still loading and growing. The
 * first touch, key or turn of the wheel ends that.
 */
export function useAnchor(id: string | undefined): void {
  useEffect(() => {
    const target = id ? document.getElementById(id) : null;
    if (!target) return undefined;
    target.scrollIntoView?.();
    document.getElementById(`${id}-title`)?.focus({ preventScroll: true });
    if (typeof ResizeObserver === 'undefined') return undefined;

    const observer = new ResizeObserver(() => target.scrollIntoView?.());
    observer.observe(document.body);
    const stop = () => observer.disconnect();
    const timer = setTimeout(stop, SETTLING);
    const touches = ['wheel', 'touchstart', 'pointerdown', 'keydown'];
    for (const touch of touches) {
      window.addEventListener(touch, stop, { once: true, passive: true });
    }
    return () => {
      stop();
      clearTimeout(timer);
      for (const touch of touches) window.removeEventListener(touch, stop);
    };
  }, [id]);
}
