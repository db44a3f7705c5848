namespace MlPipelines.Reports;

/// <summary>The live page's script: it puts what the server sends in the place of the part that changes. Without scripts the page asks to be loaded again.</summary>
internal static class LiveScript
{
    /// <summary>The script. It holds nothing of the run.</summary>
    public const string Text = """

        (() => {
          const part = document.getElementById('live');
          const status = document.getElementById('status');
          const line = document.getElementById('line');
          const source = new EventSource(part.dataset.events);
          const say = (element, text) => { if (element.textContent !== text) element.textContent = text; };
          source.addEventListener('open', () => say(line, 'Live'));
          source.addEventListener('error', () => say(line, source.readyState === EventSource.CLOSED ? 'No connection; load the page again' : 'Connection lost; trying again'));
          source.addEventListener('state', event => {
            const state = JSON.parse(event.data);
            const all = [...part.querySelectorAll('details')];
            const open = all.map(details => details.open);
            const focused = [...part.querySelectorAll('summary, a, [tabindex]')].indexOf(document.activeElement);
            part.innerHTML = state.part;
            part.querySelectorAll('details').forEach((details, index) => { details.open = open[index] === true; });
            if (focused >= 0) part.querySelectorAll('summary, a, [tabindex]')[focused]?.focus({ preventScroll: true });
            say(status, state.status);
            document.title = state.title;
            if (state.over) {
              source.close();
              say(line, 'Over');
            }
          });
        })();

        """;
}
