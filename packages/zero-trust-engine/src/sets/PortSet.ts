import { Interval, contains, intervalAlgebra } from './intervals';

const algebra = intervalAlgebra<number>(
  port => port + 1,
  port => port - 1,
);

/** A set of ports, 1 to 65535. Immutable; equal sets have equal `ranges`. */
export class PortSet {
  static readonly none = new PortSet([]);
  static readonly all = new PortSet([{ first: 1, last: 65535 }]);

  private constructor(readonly ranges: readonly Interval<number>[]) {}

  static of(...ports: readonly number[]): PortSet {
    return PortSet.ofRanges(ports.map(port => ({ first: port, last: port })));
  }

  static range(first: number, last: number): PortSet {
    return PortSet.ofRanges([{ first, last }]);
  }

  static ofRanges(ranges: readonly Interval<number>[]): PortSet {
    return new PortSet(
      algebra.intersect(algebra.canonical(ranges), PortSet.all.ranges),
    );
  }

  get isEmpty(): boolean {
    return this.ranges.length === 0;
  }

  has(port: number): boolean {
    return contains(this.ranges, port);
  }

  union(other: PortSet): PortSet {
    return new PortSet(algebra.union(this.ranges, other.ranges));
  }

  intersect(other: PortSet): PortSet {
    return new PortSet(algebra.intersect(this.ranges, other.ranges));
  }

  subtract(other: PortSet): PortSet {
    return new PortSet(algebra.subtract(this.ranges, other.ranges));
  }

  equals(other: PortSet): boolean {
    return this.toString() === other.toString();
  }

  /** `80,443,8000-8999`: equal for equal sets. */
  toString(): string {
    return this.ranges
      .map(({ first, last }) =>
        first === last ? `${first}` : `${first}-${last}`,
      )
      .join(',');
  }
}
