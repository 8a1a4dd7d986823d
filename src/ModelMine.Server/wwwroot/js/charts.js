import { digits, smooth, tick } from "./chart-figures.js";

// Draws a job's curves with uPlot. The page sends points as they are measured; nothing here invents one.
const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const cursors = uPlot.sync("modelmine-curves");

class Chart {
  constructor(element, readout, options) {
    this.element = element;
    this.readout = readout;
    this.options = options;
    this.curves = options.curves.map(curve => ({ ...curve, steps: [], values: [] }));
    this.low = Infinity;
    this.high = -Infinity;
    this.observer = new ResizeObserver(() => this.resize());
    this.onTheme = () => this.plot?.redraw(false);
    document.addEventListener("modelmine:theme", this.onTheme);
    this.observer.observe(element);
  }

  // Each part: { curve, restart, steps, values }. A restart takes the place of all that the curve had.
  add(parts, totalSteps) {
    this.options.totalSteps = totalSteps;
    for (const part of parts) {
      const curve = this.curves[part.curve];
      if (part.restart) curve.steps = curve.values = [];
      curve.steps = curve.steps.concat(part.steps);
      curve.values = curve.values.concat(part.values);
    }
    this.draw();
  }

  setLog(log) {
    this.options.log = log;
    this.plot?.destroy();
    this.plot = null;
    this.low = Infinity;
    this.high = -Infinity;
    this.draw();
  }

  data() {
    const tables = [];
    for (const curve of this.curves) {
      const values = this.options.log ? curve.values.map(v => (v > 0 ? v : null)) : curve.values;
      tables.push([curve.steps, values]);
      tables.push([curve.steps, curve.jitters && curve.steps.length > 40 ? smooth(values) : values]);
    }
    return tables.every(table => table[0].length === 0) ? null : uPlot.join(tables);
  }

  draw() {
    const data = this.data();
    if (!data) return;
    if (this.plot) this.plot.setData(data);
    else this.plot = new uPlot(this.describe(), data, this.element);
    this.say(null);
  }

  // Grows, and never shrinks: so that nothing jumps when points arrive.
  range(min, max) {
    if (min == null || max == null) return [0, 1];
    this.low = Math.min(this.low, min);
    this.high = Math.max(this.high, max);
    const pad = (this.high - this.low || Math.abs(this.high) || 1) * 0.06;
    if (this.options.log) return [this.low * 0.85, this.high * 1.15];
    const low = this.low >= 0 ? Math.max(0, this.low - pad) : this.low - pad;
    const high = this.options.share ? Math.min(1, this.high + pad) : this.high + pad;
    return [low, high];
  }

  describe() {
    const { share, log, height } = this.options;
    const axis = { stroke: () => css("--text-faint"), grid: { stroke: () => css("--grid"), width: 1 }, ticks: { show: false }, font: "12px Inter" };
    const series = [{}];
    for (const curve of this.curves) {
      const color = () => css(curve.color);
      series.push({ stroke: color, alpha: curve.jitters ? 0.28 : 0, width: 1, points: { show: false }, spanGaps: true });
      series.push({
        stroke: color,
        width: 2,
        spanGaps: true,
        points: { show: (_, index) => !curve.jitters && curve.steps.length <= 60 && index > 0, size: 5, fill: color, stroke: color },
      });
    }
    return {
      width: this.element.clientWidth,
      height,
      padding: [10, this.element.clientWidth < 480 ? 84 : 116, 0, 0],
      legend: { show: false },
      cursor: { sync: { key: cursors.key, setSeries: false, scales: ["x", null] }, drag: { x: false, y: false }, y: false, points: { size: 6 } },
      scales: {
        x: { time: false, range: (_, min, max) => [0, Math.max(this.options.totalSteps, max ?? 1)] },
        y: { distr: log ? 3 : 1, range: (_, min, max) => this.range(min, max) },
      },
      axes: [
        { ...axis, size: 24, values: (_, splits) => splits.map(v => (v >= 10000 ? `${+(v / 1000).toFixed(1)}k` : v)), space: 70 },
        { ...axis, size: 58, values: (_, splits) => splits.map(v => (v == null ? "" : tick(v, share))), space: 34 },
      ],
      series,
      hooks: {
        draw: [plot => this.label(plot)],
        setCursor: [plot => this.say(plot.cursor.left >= 0 ? plot.cursor.idx : null)],
      },
    };
  }

  // Names each curve at its end, with its last measured value.
  label(plot) {
    const { ctx } = plot;
    const ratio = devicePixelRatio;
    const labels = this.curves
      .map((curve, i) => {
        if (curve.steps.length === 0) return null;
        const step = curve.steps.at(-1);
        const shown = plot.data[i * 2 + 2][plot.data[0].indexOf(step)];
        if (shown == null) return null;
        const text = `${curve.label} ${digits(curve.values.at(-1), this.options.share)}`;
        return { curve, text, x: plot.valToPos(step, "x", true), y: plot.valToPos(shown, "y", true) };
      })
      .filter(label => label)
      .sort((a, b) => a.y - b.y);
    const gap = (plot.width < 480 ? 28 : 15) * ratio;
    labels.forEach((label, i) => (label.at = i === 0 ? label.y : Math.max(label.y, labels[i - 1].at + gap)));
    const lowest = plot.bbox.top + plot.bbox.height + (plot.width < 480 ? -20 : -7) * ratio;
    for (let i = labels.length - 1, limit = lowest; i >= 0; i--, limit -= gap) labels[i].at = Math.min(labels[i].at, limit);
    ctx.save();
    ctx.font = `500 ${12 * ratio}px Inter`;
    ctx.textBaseline = "middle";
    ctx.textAlign = "left";
    ctx.lineJoin = "round";
    ctx.lineWidth = 4 * ratio;
    ctx.strokeStyle = css("--surface");
    for (const label of labels) {
      ctx.fillStyle = css(label.curve.color);
      ctx.beginPath();
      ctx.arc(label.x, label.y, 3.2 * ratio, 0, 7);
      ctx.fill();
      const lines = plot.width < 480 ? label.text.split(/ (?=[\d-])/) : [label.text];
      lines.forEach((line, i) => {
        ctx.strokeText(line, label.x + 8 * ratio, label.at + i * 13 * ratio);
        ctx.fillText(line, label.x + 8 * ratio, label.at + i * 13 * ratio);
      });
    }
    ctx.restore();
  }

  // The exact values under the cursor; all charts of the page move theirs together.
  say(index) {
    if (!this.readout || !this.plot) return;
    const at = index == null ? Infinity : this.plot.data[0][index];
    const parts = [];
    for (const curve of this.curves) {
      let i = curve.steps.length - 1;
      while (i >= 0 && curve.steps[i] > at) i--;
      if (i < 0) continue;
      const part = document.createElement("span");
      part.style.setProperty("--curve", `var(${curve.color})`);
      part.textContent = `${curve.label} ${digits(curve.values[i], this.options.share)}`;
      part.title = String(curve.values[i]);
      parts.push(part);
    }
    const where = document.createElement("b");
    where.textContent = index == null ? "last" : `step ${at.toLocaleString("en-US")}`;
    this.readout.replaceChildren(where, ...parts);
  }

  resize() {
    const width = this.element.clientWidth;
    if (!this.plot || width === 0 || width === this.plot.width) return;
    this.plot.setSize({ width, height: this.options.height });
  }

  dispose() {
    this.observer.disconnect();
    document.removeEventListener("modelmine:theme", this.onTheme);
    this.plot?.destroy();
  }
}

export const create = (element, readout, options) => new Chart(element, readout, options);
