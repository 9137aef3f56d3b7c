// Loads a portal's answers by JSONP, away from the app. This page is shown in a sandboxed frame only: it has
// no origin, no storage and no way out but the one port it is given. The portal's script does not even run
// here but in a worker of this page, so that it sees no window and, however long it computes, holds up nobody.

/** What the worker does; it reaches the worker as text. */
const work = () => {
  addEventListener(
    "message",
    ({ data: port }) => {
      port.onmessage = ({ data: { url, callback } }) => {
        let said = [callback];
        self[callback] = (value) => {
          said = [callback, JSON.stringify(value)];
        };
        try {
          importScripts(url);
        } catch {
          // Not there, or not a script: the answer stays silent.
        }
        delete self[callback];
        port.postMessage(said);
      };
    },
    { once: true },
  );
};

addEventListener("message", function once({ data: origin, ports: [port], source }) {
  if (source !== parent || !port) return;
  removeEventListener("message", once);
  // From here on, scripts come from this one portal or not at all.
  const policy = document.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = `default-src 'none'; script-src ${origin}; worker-src blob:; base-uri 'none'; form-action 'none'`;
  document.head.append(policy);
  const worker = new Worker(URL.createObjectURL(new Blob([`(${work})()`], { type: "text/javascript" })));
  worker.postMessage(port, [port]);
});
