<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en">
 <context>
  <name>pentimento</name>
  <message>
   <location filename="actions.py" />
   <source>Show the docker</source>
   <translation>Docker zeigen</translation>
  </message>
  <message>
   <location filename="actions.py" />
   <source>Ask for a painting process</source>
   <translation>Nach einem Malprozess fragen</translation>
  </message>
  <message>
   <location filename="actions.py" />
   <source>Cancel the newest process</source>
   <translation>Den neuesten Prozess abbrechen</translation>
  </message>
  <message>
   <location filename="actions.py" />
   <source>Previous frame</source>
   <translation>Voriges Bild</translation>
  </message>
  <message>
   <location filename="actions.py" />
   <source>Next frame</source>
   <translation>Nächstes Bild</translation>
  </message>
  <message>
   <location filename="actions.py" />
   <source>Previous stage</source>
   <translation>Vorige Phase</translation>
  </message>
  <message>
   <location filename="actions.py" />
   <source>Next stage</source>
   <translation>Nächste Phase</translation>
  </message>
  <message>
   <location filename="actions.py" />
   <source>Play or pause</source>
   <translation>Abspielen oder anhalten</translation>
  </message>
  <message>
   <location filename="actions.py" />
   <source>Copy the frame to a new layer</source>
   <translation>Das Bild in eine neue Ebene kopieren</translation>
  </message>
  <message>
   <location filename="actions.py" />
   <source>Add the process to the timeline</source>
   <translation>Den Prozess zur Zeitachse hinzufügen</translation>
  </message>
  <message>
   <location filename="desk/asking.py" />
   <source>“{title}” was closed during its job: the frames are kept and offered when you open it again.</source>
   <translation>„{title}“ wurde während seines Auftrags geschlossen: Die Bilder sind aufgehoben und werden angeboten, wenn Sie es wieder öffnen.</translation>
  </message>
  <message>
   <location filename="desk/asking.py" />
   <source>“{title}” was closed during its job: the frames are kept by the backend; as it was never saved, `pentimento jobs` is the way to them.</source>
   <translation>„{title}“ wurde während seines Auftrags geschlossen: Das Backend hebt die Bilder auf; da es nie gespeichert wurde, führt nur `pentimento jobs` zu ihnen.</translation>
  </message>
  <message>
   <location filename="desk/asking.py" />
   <source>This backend has no engine that answers this question: update the backend.</source>
   <translation>Dieses Backend hat keine Engine, die diese Frage beantwortet: Aktualisieren Sie das Backend.</translation>
  </message>
  <message>
   <location filename="desk/asking.py" />
   <source>Cancelled after {count} frame.</source>
   <translation>Abgebrochen nach {count} Bild.</translation>
  </message>
  <message>
   <location filename="desk/asking.py" />
   <source>Cancelled after {count} frames.</source>
   <translation>Abgebrochen nach {count} Bildern.</translation>
  </message>
  <message>
   <location filename="desk/asking.py" />
   <source>No frame was painted: try again.</source>
   <translation>Es wurde kein Bild gemalt: Versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <location filename="desk/asking.py" />
   <source>Cancelled.</source>
   <translation>Abgebrochen.</translation>
  </message>
  <message>
   <location filename="desk/asking.py" />
   <source>Pentimento stopped with an error ({error}): try again; what was painted is kept.</source>
   <translation>Pentimento ist an einem Fehler stehen geblieben ({error}): Versuchen Sie es noch einmal; was gemalt wurde, ist aufgehoben.</translation>
  </message>
  <message>
   <location filename="desk/backend_steps.py" />
   <source>The backend was stopped.</source>
   <translation>Das Backend wurde angehalten.</translation>
  </message>
  <message>
   <location filename="desk/choosing.py" />
   <source>No layer is selected: select one in Krita's layer list first.</source>
   <translation>Es ist keine Ebene ausgewählt: Wählen Sie zuerst eine in Kritas Ebenenliste aus.</translation>
  </message>
  <message>
   <location filename="desk/choosing.py" />
   <source>Canvas, picture {number}</source>
   <translation>Leinwand, Bild {number}</translation>
  </message>
  <message>
   <location filename="desk/choosing.py" />
   <source>Canvas at time {time}</source>
   <translation>Leinwand zur Zeit {time}</translation>
  </message>
  <message>
   <location filename="desk/desk.py" />
   <source>No document is open: open a painting, then ask how it could have been painted.</source>
   <translation>Es ist kein Dokument offen: Öffnen Sie ein Gemälde und fragen Sie dann, wie es gemalt worden sein könnte.</translation>
  </message>
  <message>
   <location filename="desk/document_state.py" />
   <source>Untitled</source>
   <translation>Unbenannt</translation>
  </message>
  <message>
   <location filename="desk/engine_choice.py" />
   <source>Say in the prompt what is to be painted, then ask again.</source>
   <translation>Sagen Sie im Prompt, was gemalt werden soll, und fragen Sie dann noch einmal.</translation>
  </message>
  <message>
   <location filename="desk/errand.py" />
   <source>It broke off with the backend: try again.</source>
   <translation>Es ist mit dem Backend abgebrochen: Versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>Video (mp4)</source>
   <translation>Video (mp4)</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>Video (webm)</source>
   <translation>Video (webm)</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>Animation (gif)</source>
   <translation>Animation (gif)</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>Picture for each frame (png)</source>
   <translation>Ein Bild für jeden Schritt (png)</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>Contact sheet (png)</source>
   <translation>Kontaktabzug (png)</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>Krita document (kra)</source>
   <translation>Krita-Dokument (kra)</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>Strokes (json)</source>
   <translation>Striche (json)</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>Strokes (svg)</source>
   <translation>Striche (svg)</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>As it comes</source>
   <translation>Wie es kommt</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>15 seconds at most</source>
   <translation>Höchstens 15 Sekunden</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>30 seconds at most</source>
   <translation>Höchstens 30 Sekunden</translation>
  </message>
  <message>
   <location filename="desk/exporting.py" />
   <source>60 seconds at most</source>
   <translation>Höchstens 60 Sekunden</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Fewer frames, a smaller size or fewer layers take less.</source>
   <translation>Weniger Bilder, eine kleinere Größe oder weniger Ebenen brauchen weniger.</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Frames are kept on the disk until there is no room: older ones can go.</source>
   <translation>Bilder bleiben auf der Festplatte, bis kein Platz mehr ist: Ältere können weg.</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>The backend is a program of its own; this command, run in the folder that Pentimento was downloaded to, installs it.</source>
   <translation>Das Backend ist ein eigenes Programm; dieser Befehl, in dem Ordner ausgeführt, in den Pentimento heruntergeladen wurde, installiert es.</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Its log says what keeps it from starting.</source>
   <translation>Sein Protokoll sagt, was es am Starten hindert.</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>It was stopped or has crashed; frames that were painted are kept.</source>
   <translation>Es wurde angehalten oder ist abgestürzt; gemalte Bilder sind aufgehoben.</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Plugin and backend are of different versions of Pentimento.</source>
   <translation>Plugin und Backend gehören zu verschiedenen Versionen von Pentimento.</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Another user's backend, or an older one with other keys, is running.</source>
   <translation>Das Backend eines anderen Benutzers läuft, oder ein älteres mit anderen Schlüsseln.</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>The settings say that the backend runs on another computer.</source>
   <translation>Die Einstellungen sagen, dass das Backend auf einem anderen Rechner läuft.</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>This engine paints with published models, which are downloaded once.</source>
   <translation>Diese Engine malt mit veröffentlichten Modellen, die einmal heruntergeladen werden.</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Other programs, or engines used before, may hold memory of the graphics card.</source>
   <translation>Andere Programme oder vorher benutzte Engines könnten Speicher der Grafikkarte belegen.</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>This should not happen: please copy the report and tell us.</source>
   <translation>Das sollte nicht geschehen: Bitte kopieren Sie den Bericht und sagen Sie es uns.</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>The painting process ended several times, perhaps for lack of memory.</source>
   <translation>Der Malvorgang endete mehrmals, vielleicht aus Mangel an Speicher.</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>What was painted is kept.</source>
   <translation>Was gemalt wurde, ist aufgehoben.</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Many processes wait already: let some finish, or cancel them.</source>
   <translation>Es warten schon viele Prozesse: Lassen Sie einige fertig werden oder brechen Sie sie ab.</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Ask again</source>
   <translation>Noch einmal fragen</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Go on with it</source>
   <translation>Damit fortfahren</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Get the models</source>
   <translation>Modelle holen</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Free memory</source>
   <translation>Speicher freigeben</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Settings…</source>
   <translation>Einstellungen…</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Stop the backend</source>
   <translation>Backend anhalten</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Copy the command</source>
   <translation>Befehl kopieren</translation>
  </message>
  <message>
   <location filename="desk/failures.py" />
   <source>Show the log</source>
   <translation>Protokoll zeigen</translation>
  </message>
  <message>
   <location filename="desk/frame_sources.py" />
   <source>The backend is not there: try again.</source>
   <translation>Das Backend ist nicht da: Versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <location filename="desk/frame_supply.py" />
   <source>Krita is closing.</source>
   <translation>Krita wird geschlossen.</translation>
  </message>
  <message>
   <location filename="desk/frame_taking.py" />
   <source>{title}, step {step}</source>
   <translation>{title}, Schritt {step}</translation>
  </message>
  <message>
   <location filename="desk/frame_taking.py" />
   <source>The frame could not be taken ({error}): try again.</source>
   <translation>Das Bild konnte nicht geholt werden ({error}): Versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <location filename="desk/frame_taking.py" />
   <source>Pentimento step {step}</source>
   <translation>Pentimento Schritt {step}</translation>
  </message>
  <message>
   <location filename="desk/importing.py" />
   <source>{count} frame</source>
   <translation>{count} Bild</translation>
  </message>
  <message>
   <location filename="desk/importing.py" />
   <source>{count} frames</source>
   <translation>{count} Bilder</translation>
  </message>
  <message>
   <location filename="desk/importing.py" />
   <source>The frames could not be added to the timeline ({error}): try again.</source>
   <translation>Die Bilder konnten nicht zur Zeitachse hinzugefügt werden ({error}): Versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <location filename="desk/importing.py" />
   <source>{engine}, seed {seed}, {frames}</source>
   <translation>{engine}, Seed {seed}, {frames}</translation>
  </message>
  <message>
   <location filename="desk/importing.py" />
   <source>There are no frames to put on the timeline.</source>
   <translation>Es gibt keine Bilder für die Zeitachse.</translation>
  </message>
  <message>
   <location filename="desk/importing.py" />
   <source>Cancelled: nothing was added to the timeline.</source>
   <translation>Abgebrochen: Zur Zeitachse wurde nichts hinzugefügt.</translation>
  </message>
  <message>
   <location filename="desk/importing.py" />
   <source>The frames are on one layer: this painting has half-transparent paint, or paint that is taken away again, which several layers cannot show.</source>
   <translation>Die Bilder liegen auf einer Ebene: Dieses Gemälde hat halb durchsichtige Farbe, oder Farbe, die wieder weggenommen wird; das können mehrere Ebenen nicht zeigen.</translation>
  </message>
  <message>
   <location filename="desk/keeping.py" />
   <source>The frames could not be kept in the document ({error}): try again.</source>
   <translation>Die Bilder konnten nicht im Dokument aufgehoben werden ({error}): Versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <location filename="desk/model_shelf.py" />
   <source>Cancelled; what has arrived is kept.</source>
   <translation>Abgebrochen; was angekommen ist, bleibt.</translation>
  </message>
  <message>
   <location filename="desk/model_shelf.py" />
   <source>The backend has stopped during the download; what has arrived is kept.</source>
   <translation>Das Backend hat während des Herunterladens aufgehört; was angekommen ist, bleibt.</translation>
  </message>
  <message>
   <location filename="desk/model_shelf.py" />
   <source>more than {size}</source>
   <translation>mehr als {size}</translation>
  </message>
  <message>
   <location filename="desk/presets.py" />
   <source>The usual</source>
   <translation>Das Übliche</translation>
  </message>
  <message>
   <location filename="desk/presets.py" />
   <source>Quick look</source>
   <translation>Schneller Blick</translation>
  </message>
  <message>
   <location filename="desk/presets.py" />
   <source>Study in oil</source>
   <translation>Ölstudie</translation>
  </message>
  <message>
   <location filename="desk/presets.py" />
   <source>Watercolour</source>
   <translation>Aquarell</translation>
  </message>
  <message>
   <location filename="desk/presets.py" />
   <source>Ink first, then colour</source>
   <translation>Erst Tusche, dann Farbe</translation>
  </message>
  <message>
   <location filename="desk/presets.py" />
   <source>Pencil drawing</source>
   <translation>Bleistiftzeichnung</translation>
  </message>
  <message>
   <location filename="desk/presets.py" />
   <source>Rough and quick</source>
   <translation>Grob und schnell</translation>
  </message>
  <message>
   <location filename="desk/presets.py" />
   <source>Keyframes alone</source>
   <translation>Nur Schlüsselbilder</translation>
  </message>
  <message>
   <location filename="desk/presets.py" />
   <source>Close to the words</source>
   <translation>Nah an den Worten</translation>
  </message>
  <message>
   <location filename="desk/question_reading.py" />
   <source>Choose at least two states of the painting, the earliest first, then ask again.</source>
   <translation>Wählen Sie mindestens zwei Zustände des Gemäldes, den frühesten zuerst, und fragen Sie dann noch einmal.</translation>
  </message>
  <message>
   <location filename="desk/question_reading.py" />
   <source>The steps of the states must fall from one to the next, down to 0 at the last.</source>
   <translation>Die Schritte der Zustände müssen von einem zum nächsten fallen, bis 0 beim letzten.</translation>
  </message>
  <message>
   <location filename="desk/question_reading.py" />
   <source>No layer is selected: select some in Krita's layer list, or let all count.</source>
   <translation>Es ist keine Ebene ausgewählt: Wählen Sie welche in Kritas Ebenenliste aus, oder lassen Sie alle zählen.</translation>
  </message>
  <message>
   <location filename="desk/question_reading.py" />
   <source>Nothing is selected: select an area of the canvas, or do not use a selection.</source>
   <translation>Es ist nichts ausgewählt: Wählen Sie einen Bereich der Leinwand aus, oder benutzen Sie keine Auswahl.</translation>
  </message>
  <message>
   <location filename="desk/question_reading.py" />
   <source>{count} states need at least as many frames.</source>
   <translation>{count} Zustände brauchen mindestens so viele Bilder.</translation>
  </message>
  <message>
   <location filename="desk/question_reading.py" />
   <source>The layer “{title}” is gone: choose another one.</source>
   <translation>Die Ebene „{title}“ ist weg: Wählen Sie eine andere.</translation>
  </message>
  <message>
   <location filename="desk/question_reading.py" />
   <source>“{title}” has another size than the canvas: take it anew.</source>
   <translation>„{title}“ hat eine andere Größe als die Leinwand: Nehmen Sie es neu auf.</translation>
  </message>
  <message>
   <location filename="desk/reference_file.py" />
   <source>{path} cannot be read as a picture ({reason}): choose another one.</source>
   <translation>{path} lässt sich nicht als Bild lesen ({reason}): Wählen Sie ein anderes.</translation>
  </message>
  <message>
   <location filename="desk/reference_file.py" />
   <source>The reference picture has {width} x {height} pixels: it must have the proportions of the canvas.</source>
   <translation>Das Vorbild hat {width} x {height} Pixel: Es muss die Proportionen der Leinwand haben.</translation>
  </message>
  <message>
   <location filename="desk/standing.py" />
   <source>Not installed</source>
   <translation>Nicht installiert</translation>
  </message>
  <message>
   <location filename="desk/standing.py" />
   <source>Off, starts with the first process</source>
   <translation>Aus, startet mit dem ersten Prozess</translation>
  </message>
  <message>
   <location filename="desk/standing.py" />
   <source>Starting the backend…</source>
   <translation>Das Backend startet…</translation>
  </message>
  <message>
   <location filename="desk/standing.py" />
   <source>The backend is lost</source>
   <translation>Das Backend ist verloren</translation>
  </message>
  <message>
   <location filename="desk/standing.py" />
   <source>Loading the model: {device}</source>
   <translation>Das Modell wird geladen: {device}</translation>
  </message>
  <message>
   <location filename="desk/standing.py" />
   <source>Ready: {device}</source>
   <translation>Bereit: {device}</translation>
  </message>
  <message>
   <location filename="desk/standing.py" />
   <source>Working: {device}</source>
   <translation>Arbeitet: {device}</translation>
  </message>
  <message>
   <location filename="desk/standing.py" />
   <source>{device}, {free} free</source>
   <translation>{device}, {free} frei</translation>
  </message>
  <message>
   <location filename="desk/standing.py" />
   <source>Kept frames: {used} of {limit}</source>
   <translation>Aufgehobene Bilder: {used} von {limit}</translation>
  </message>
  <message>
   <location filename="desk/submission.py" />
   <source>The canvas is empty: paint something, then ask again.</source>
   <translation>Die Leinwand ist leer: Malen Sie etwas und fragen Sie dann noch einmal.</translation>
  </message>
  <message>
   <location filename="desk/submission.py" />
   <source>The canvas is of one colour all over: paint something, then ask again.</source>
   <translation>Die Leinwand hat überall dieselbe Farbe: Malen Sie etwas und fragen Sie dann noch einmal.</translation>
  </message>
  <message>
   <location filename="desk/thumbnails.py" />
   <source>The frames of “{title}” are no longer in the backend's store. What is on the timeline stays.</source>
   <translation>Die Bilder von „{title}“ sind nicht mehr im Speicher des Backends. Was auf der Zeitachse liegt, bleibt.</translation>
  </message>
  <message>
   <location filename="desk/thumbnails.py" />
   <source>The frames of “{title}” are no longer in the backend's store: ask the question again to have them painted again.</source>
   <translation>Die Bilder von „{title}“ sind nicht mehr im Speicher des Backends: Stellen Sie die Frage noch einmal, damit sie neu gemalt werden.</translation>
  </message>
  <message>
   <location filename="document/animated_group.py" />
   <source>The document was closed before its frames were on the timeline. Open it again to put them there.</source>
   <translation>Das Dokument wurde geschlossen, bevor seine Bilder auf der Zeitachse waren. Öffnen Sie es wieder, um sie hinzuzufügen.</translation>
  </message>
  <message>
   <location filename="document/animated_group.py" />
   <source>The layers could not be prepared in the folder for temporary files: see that there is room on the disk, then add the frames again.</source>
   <translation>Die Ebenen konnten im Ordner für vorläufige Dateien nicht vorbereitet werden: Sorgen Sie für Platz auf der Festplatte und fügen Sie die Bilder dann noch einmal hinzu.</translation>
  </message>
  <message>
   <location filename="document/animated_group.py" />
   <source>This version of Krita did not make an animated layer: please report this.</source>
   <translation>Diese Version von Krita hat keine animierte Ebene gemacht: Bitte melden Sie das.</translation>
  </message>
  <message>
   <location filename="document/animated_group.py" />
   <source>Krita has lost the frames on their way: add them again.</source>
   <translation>Krita hat die Bilder unterwegs verloren: Fügen Sie sie noch einmal hinzu.</translation>
  </message>
  <message>
   <location filename="document/animated_group.py" />
   <source>Krita has no conversion from sRGB to the colour model of this document. Convert the image to RGB (Image &gt; Convert Image Color Space) and try again.</source>
   <translation>Krita kann sRGB nicht in das Farbmodell dieses Dokuments umrechnen. Wandeln Sie das Bild in RGB um (Bild &gt; Farbraum der Bilder konvertieren) und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <location filename="document/kept_frames.py" />
   <source>The frames that this document keeps are damaged, and cannot be shown.</source>
   <translation>Die Bilder, die dieses Dokument aufhebt, sind beschädigt und lassen sich nicht zeigen.</translation>
  </message>
  <message>
   <location filename="document/timeline_plan.py" />
   <source>All frames</source>
   <translation>Alle Bilder</translation>
  </message>
  <message>
   <location filename="document/timeline_plan.py" />
   <source>Other paint</source>
   <translation>Andere Farbe</translation>
  </message>
  <message>
   <location filename="document/timeline_plan.py" />
   <source>{size} MB</source>
   <translation>{size} MB</translation>
  </message>
  <message>
   <location filename="document/timeline_plan.py" />
   <source>{frames} frames of {width} x {height}: {memory}, about {seconds} s</source>
   <translation>{frames} Bilder zu {width} x {height}: {memory}, etwa {seconds} s</translation>
  </message>
  <message>
   <location filename="document/timeline_plan.py" />
   <source>{size} GB</source>
   <translation>{size} GB</translation>
  </message>
  <message>
   <location filename="document/timeline_plan.py" />
   <source>Layer {number}</source>
   <translation>Ebene {number}</translation>
  </message>
  <message>
   <location filename="link/backend_process.py" />
   <source>The Pentimento backend is not installed.</source>
   <translation>Das Pentimento-Backend ist nicht installiert.</translation>
  </message>
  <message>
   <location filename="link/backend_process.py" />
   <source>The Pentimento backend is no longer at {place}.</source>
   <translation>Das Pentimento-Backend liegt nicht mehr unter {place}.</translation>
  </message>
  <message>
   <location filename="link/dispatch.py" />
   <source>The backend has stopped {count} times: see the details.</source>
   <translation>Das Backend hat {count}-mal aufgehört: siehe die Einzelheiten.</translation>
  </message>
  <message>
   <location filename="link/dispatch.py" />
   <source>The models of this engine are not here yet: download them, then ask again.</source>
   <translation>Die Modelle dieser Engine sind noch nicht hier: Laden Sie sie herunter und fragen Sie dann noch einmal.</translation>
  </message>
  <message>
   <location filename="link/dispatch.py" />
   <source>A frame arrived damaged: the frames are kept, ask for them again.</source>
   <translation>Ein Bild kam beschädigt an: Die Bilder sind aufgehoben, fragen Sie noch einmal nach ihnen.</translation>
  </message>
  <message>
   <location filename="link/dispatch.py" />
   <source>The backend was stopped; it goes on with this process when it is started again.</source>
   <translation>Das Backend wurde angehalten; es fährt mit diesem Prozess fort, wenn es wieder gestartet wird.</translation>
  </message>
  <message>
   <location filename="link/frame_fetch.py" />
   <source>The backend does not have this frame: it was never painted, or has been deleted.</source>
   <translation>Das Backend hat dieses Bild nicht: Es wurde nie gemalt, oder es wurde gelöscht.</translation>
  </message>
  <message>
   <location filename="link/session.py" />
   <source>The backend does not know this Krita's key: stop the backend, then try again.</source>
   <translation>Das Backend kennt den Schlüssel dieses Krita nicht: Halten Sie das Backend an und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <location filename="link/session.py" />
   <source>The backend on the other computer does not answer: see that it runs.</source>
   <translation>Das Backend auf dem anderen Rechner antwortet nicht: Sehen Sie nach, ob es läuft.</translation>
  </message>
  <message>
   <location filename="link/session.py" />
   <source>The backend ended while it was starting: see the details, then try again.</source>
   <translation>Das Backend endete beim Starten: Sehen Sie die Einzelheiten an und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <location filename="link/session.py" />
   <source>{file} is no connection file of a backend: see the settings.</source>
   <translation>{file} ist keine Verbindungsdatei eines Backends: siehe die Einstellungen.</translation>
  </message>
  <message>
   <location filename="link/session.py" />
   <source>The backend has stopped: ask again to start it again.</source>
   <translation>Das Backend hat aufgehört: Fragen Sie noch einmal, um es wieder zu starten.</translation>
  </message>
  <message>
   <location filename="link/session.py" />
   <source>The backend does not get ready: see the details, then try again.</source>
   <translation>Das Backend wird nicht fertig: Sehen Sie die Einzelheiten an und versuchen Sie es noch einmal.</translation>
  </message>
  <message>
   <location filename="widgets/branch_form.py" />
   <source>The engine that paints the branch</source>
   <translation>Die Engine, die den Zweig malt</translation>
  </message>
  <message>
   <location filename="widgets/branch_form.py" />
   <source>What the branch shall become</source>
   <translation>Was aus dem Zweig werden soll</translation>
  </message>
  <message>
   <location filename="widgets/branch_form.py" />
   <source>Seed of the branch</source>
   <translation>Seed des Zweigs</translation>
  </message>
  <message>
   <location filename="widgets/branch_form.py" />
   <source>Another seed</source>
   <translation>Ein anderer Seed</translation>
  </message>
  <message>
   <location filename="widgets/branch_form.py" />
   <source>Paint the branch</source>
   <translation>Zweig malen</translation>
  </message>
  <message>
   <location filename="widgets/branch_form.py" />
   <source>Cancel</source>
   <translation>Abbrechen</translation>
  </message>
  <message>
   <location filename="widgets/branch_form.py" />
   <source>P&amp;rompt</source>
   <translation>P&amp;rompt</translation>
  </message>
  <message>
   <location filename="widgets/branch_form.py" />
   <source>E&amp;ngine</source>
   <translation>E&amp;ngine</translation>
  </message>
  <message>
   <location filename="widgets/branch_form.py" />
   <source>See&amp;d</source>
   <translation>See&amp;d</translation>
  </message>
  <message>
   <location filename="widgets/comparison.py" />
   <source>Process</source>
   <translation>Prozess</translation>
  </message>
  <message>
   <location filename="widgets/comparison.py" />
   <source>Canvas</source>
   <translation>Leinwand</translation>
  </message>
  <message>
   <location filename="widgets/engine_options.py" />
   <source>More options</source>
   <translation>Weitere Optionen</translation>
  </message>
  <message>
   <location filename="widgets/engine_options.py" />
   <source>Edit these words</source>
   <translation>Diese Worte bearbeiten</translation>
  </message>
  <message>
   <location filename="widgets/engine_options.py" />
   <source>Take what the tagger sees in the picture as your prompt</source>
   <translation>Als Prompt nehmen, was der Tagger im Bild sieht</translation>
  </message>
  <message>
   <location filename="widgets/engine_options.py" />
   <source>Engine</source>
   <translation>Engine</translation>
  </message>
  <message>
   <location filename="widgets/engine_options.py" />
   <source>The engine that paints the process: {title}</source>
   <translation>Die Engine, die den Prozess malt: {title}</translation>
  </message>
  <message>
   <location filename="widgets/errand_section.py" />
   <source>Cancel the export</source>
   <translation>Export abbrechen</translation>
  </message>
  <message>
   <location filename="widgets/errand_section.py" />
   <source>Stop, and keep what is learnt</source>
   <translation>Anhalten, und das Gelernte behalten</translation>
  </message>
  <message>
   <location filename="widgets/errand_section.py" />
   <source>What has been learnt so far</source>
   <translation>Was bisher gelernt wurde</translation>
  </message>
  <message>
   <location filename="widgets/errand_section.py" />
   <source>Exporting {name}</source>
   <translation>{name} wird exportiert</translation>
  </message>
  <message>
   <location filename="widgets/errand_section.py" />
   <source>Learning {name}</source>
   <translation>{name} wird gelernt</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>Export the process</source>
   <translation>Prozess exportieren</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>&amp;Kind</source>
   <translation>&amp;Art</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>What is written</source>
   <translation>Was geschrieben wird</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>&amp;Speed</source>
   <translation>&amp;Tempo</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>How fast it plays</source>
   <translation>Wie schnell es läuft</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>&amp;Hold the last frame</source>
   <translation>&amp;Letztes Bild halten</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>How long the finished picture is shown</source>
   <translation>Wie lange das fertige Bild zu sehen ist</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>&amp;Length</source>
   <translation>Läng&amp;e</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>A longer film plays faster, and leaves out frames where that is not enough</source>
   <translation>Ein längerer Film läuft schneller, und lässt Bilder aus, wo das nicht genügt</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>S&amp;ize</source>
   <translation>G&amp;röße</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>How large its pictures are</source>
   <translation>Wie groß seine Bilder sind</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>Choose where it goes</source>
   <translation>Wählen, wohin es geht</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>&amp;To</source>
   <translation>&amp;Nach</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>File or folder</source>
   <translation>Datei oder Ordner</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>The file says that it was generated, by which engine and seed.</source>
   <translation>Die Datei sagt, dass sie erzeugt wurde, von welcher Engine und mit welchem Seed.</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>Export</source>
   <translation>Exportieren</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>Replace</source>
   <translation>Ersetzen</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>frames a second</source>
   <translation>Bilder je Sekunde</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>Choose a folder that exists.</source>
   <translation>Wählen Sie einen Ordner, den es gibt.</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>{side} pixels on the long side</source>
   <translation>{side} Pixel auf der langen Seite</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>As the canvas</source>
   <translation>Wie die Leinwand</translation>
  </message>
  <message>
   <location filename="widgets/export_dialog.py" />
   <source>{name} is there already. Replace it?</source>
   <translation>{name} gibt es schon. Ersetzen?</translation>
  </message>
  <message>
   <location filename="widgets/filmstrip.py" />
   <source>The frame that is being painted now</source>
   <translation>Das Bild, das gerade gemalt wird</translation>
  </message>
  <message>
   <location filename="widgets/first_run.py" />
   <source>Pentimento paints in a program of its own, so that Krita stays quick and your work safe. Open a terminal in the folder that Pentimento was downloaded to, and run:</source>
   <translation>Pentimento malt in einem eigenen Programm, damit Krita flink bleibt und Ihre Arbeit sicher ist. Öffnen Sie ein Terminal in dem Ordner, in den Pentimento heruntergeladen wurde, und führen Sie aus:</translation>
  </message>
  <message>
   <location filename="widgets/first_run.py" />
   <source>One more step</source>
   <translation>Noch ein Schritt</translation>
  </message>
  <message>
   <location filename="widgets/first_run.py" />
   <source>Look again</source>
   <translation>Noch einmal nachsehen</translation>
  </message>
  <message>
   <location filename="widgets/first_run.py" />
   <source>Press this when the command has ended</source>
   <translation>Drücken Sie hier, wenn der Befehl beendet ist</translation>
  </message>
  <message>
   <location filename="widgets/first_run.py" />
   <source>Use a backend on another computer…</source>
   <translation>Ein Backend auf einem anderen Rechner benutzen…</translation>
  </message>
  <message>
   <location filename="widgets/first_run.py" />
   <source>The backend's log</source>
   <translation>Das Protokoll des Backends</translation>
  </message>
  <message>
   <location filename="widgets/first_run.py" />
   <source>It brings what the painter needs, about 2 GB (more with an NVIDIA graphics card), to {place}. It shows how far it is, can be stopped and run again, and takes nothing from this computer but disk space: no account, no upload.</source>
   <translation>Er bringt, was der Maler braucht, etwa 2 GB (mehr mit einer NVIDIA-Grafikkarte), nach {place}. Er zeigt, wie weit er ist, lässt sich anhalten und wieder starten, und nimmt von diesem Rechner nichts als Platz: kein Konto, kein Hochladen.</translation>
  </message>
  <message>
   <location filename="widgets/first_run.py" />
   <source>Still not here.</source>
   <translation>Noch nicht hier.</translation>
  </message>
  <message>
   <location filename="widgets/first_run.py" />
   <source>The log is empty.</source>
   <translation>Das Protokoll ist leer.</translation>
  </message>
  <message>
   <location filename="widgets/frame_actions.py" />
   <source>To layer</source>
   <translation>In Ebene</translation>
  </message>
  <message>
   <location filename="widgets/frame_actions.py" />
   <source>Branch…</source>
   <translation>Abzweigen…</translation>
  </message>
  <message>
   <location filename="widgets/frame_actions.py" />
   <source>Use as given</source>
   <translation>Als gegeben nehmen</translation>
  </message>
  <message>
   <location filename="widgets/frame_actions.py" />
   <source>Export…</source>
   <translation>Exportieren…</translation>
  </message>
  <message>
   <location filename="widgets/frame_actions.py" />
   <source>Write the process to a video, pictures, a document or strokes</source>
   <translation>Den Prozess in ein Video, Bilder, ein Dokument oder Striche schreiben</translation>
  </message>
  <message>
   <location filename="widgets/frame_actions.py" />
   <source>Above the active layer</source>
   <translation>Über der aktiven Ebene</translation>
  </message>
  <message>
   <location filename="widgets/frame_actions.py" />
   <source>Below the active layer</source>
   <translation>Unter der aktiven Ebene</translation>
  </message>
  <message>
   <location filename="widgets/frame_actions.py" />
   <source>Put this frame ({step}) into a new layer above the active one</source>
   <translation>Dieses Bild ({step}) in eine neue Ebene über der aktiven legen</translation>
  </message>
  <message>
   <location filename="widgets/frame_actions.py" />
   <source>Paint on from this frame ({step}) in another way</source>
   <translation>Von diesem Bild ({step}) an auf andere Weise weitermalen</translation>
  </message>
  <message>
   <location filename="widgets/frame_actions.py" />
   <source>Let the next process pass through this frame ({step})</source>
   <translation>Den nächsten Prozess durch dieses Bild ({step}) gehen lassen</translation>
  </message>
  <message>
   <location filename="widgets/frame_actions.py" />
   <source>Goes on from {step}:</source>
   <translation>Geht weiter von {step}:</translation>
  </message>
  <message>
   <location filename="widgets/frame_words.py" />
   <source>finished</source>
   <translation>fertig</translation>
  </message>
  <message>
   <location filename="widgets/frame_words.py" />
   <source>Frame {number}: {stage}, {step}</source>
   <translation>Bild {number}: {stage}, {step}</translation>
  </message>
  <message>
   <location filename="widgets/frame_words.py" />
   <source>undo {step}</source>
   <translation>{step} zurück</translation>
  </message>
  <message>
   <location filename="widgets/help_page.py" />
   <source>The command</source>
   <translation>Der Befehl</translation>
  </message>
  <message>
   <location filename="widgets/help_page.py" />
   <source>Copied</source>
   <translation>Kopiert</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>Learn a style from recordings</source>
   <translation>Einen Stil aus Aufnahmen lernen</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>my-inks</source>
   <translation>meine-tusche</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>Recordings</source>
   <translation>Aufnahmen</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>Learn</source>
   <translation>Lernen</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>The engine learns from recordings of your own paintings: folders of Krita's Recorder, videos, layered or animated documents. They stay on this computer, and so does what is learnt. Use only what you have painted, or may use.</source>
   <translation>Die Engine lernt aus Aufnahmen Ihrer eigenen Gemälde: aus Ordnern von Kritas Aufnahmegerät, Videos, Dokumenten mit Ebenen oder Animation. Sie bleiben auf diesem Rechner, und das Gelernte auch. Nehmen Sie nur, was Sie gemalt haben oder nehmen dürfen.</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>Add a &amp;folder…</source>
   <translation>Einen &amp;Ordner hinzufügen…</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>Add fi&amp;les…</source>
   <translation>&amp;Dateien hinzufügen…</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>&amp;Take out</source>
   <translation>&amp;Herausnehmen</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>Take the chosen recordings out of the list; they stay on the disk</source>
   <translation>Die gewählten Aufnahmen aus der Liste nehmen; auf der Festplatte bleiben sie</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>This backend has no engine that could learn: start or update the backend.</source>
   <translation>Dieses Backend hat keine Engine, die lernen könnte: Starten oder aktualisieren Sie das Backend.</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>Add recordings. Krita's Recorder docker makes them while you paint.</source>
   <translation>Fügen Sie Aufnahmen hinzu. Kritas Docker „Aufnahmegerät“ macht sie, während Sie malen.</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>Give the style a name.</source>
   <translation>Geben Sie dem Stil einen Namen.</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>&amp;Name of the style</source>
   <translation>&amp;Name des Stils</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>&amp;Based on</source>
   <translation>&amp;Aufbauend auf</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>{count} recording teaches little: ten to fifty are better.</source>
   <translation>{count} Aufnahme lehrt wenig: Zehn bis fünfzig sind besser.</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>{count} recordings teach little: ten to fifty are better.</source>
   <translation>{count} Aufnahmen lehren wenig: Zehn bis fünfzig sind besser.</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>{count} recording.</source>
   <translation>{count} Aufnahme.</translation>
  </message>
  <message>
   <location filename="widgets/learn_dialog.py" />
   <source>{count} recordings.</source>
   <translation>{count} Aufnahmen.</translation>
  </message>
  <message>
   <location filename="widgets/message_section.py" />
   <source>Copy a report for whoever helps: it names no path</source>
   <translation>Einen Bericht für die kopieren, die helfen: Er nennt keinen Pfad</translation>
  </message>
  <message>
   <location filename="widgets/message_section.py" />
   <source>Details…</source>
   <translation>Einzelheiten…</translation>
  </message>
  <message>
   <location filename="widgets/message_section.py" />
   <source>What the backend said last</source>
   <translation>Was das Backend zuletzt gesagt hat</translation>
  </message>
  <message>
   <location filename="widgets/message_section.py" />
   <source>Dismiss the message</source>
   <translation>Nachricht wegnehmen</translation>
  </message>
  <message>
   <location filename="widgets/mode_buttons.py" />
   <source>How was this canvas painted?</source>
   <translation>Wie wurde diese Leinwand gemalt?</translation>
  </message>
  <message>
   <location filename="widgets/mode_buttons.py" />
   <source>How could this canvas go on?</source>
   <translation>Wie könnte diese Leinwand weitergehen?</translation>
  </message>
  <message>
   <location filename="widgets/mode_buttons.py" />
   <source>How would you paint what these words say?</source>
   <translation>Wie würden Sie malen, was diese Worte sagen?</translation>
  </message>
  <message>
   <location filename="widgets/mode_buttons.py" />
   <source>What lies between these states?</source>
   <translation>Was liegt zwischen diesen Zuständen?</translation>
  </message>
  <message>
   <location filename="widgets/mode_buttons.py" />
   <source>Reconstruct</source>
   <translation>Rekonstruieren</translation>
  </message>
  <message>
   <location filename="widgets/mode_buttons.py" />
   <source>Complete</source>
   <translation>Vollenden</translation>
  </message>
  <message>
   <location filename="widgets/mode_buttons.py" />
   <source>Imagine</source>
   <translation>Ersinnen</translation>
  </message>
  <message>
   <location filename="widgets/mode_buttons.py" />
   <source>In-between</source>
   <translation>Dazwischen</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>Models for {engine} are on their way. You can go on painting.</source>
   <translation>Modelle für {engine} sind unterwegs. Sie können weitermalen.</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>size not known</source>
   <translation>Größe nicht bekannt</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>Use a folder…</source>
   <translation>Einen Ordner benutzen…</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>Take a model from a folder where you have it already</source>
   <translation>Ein Modell aus einem Ordner nehmen, in dem Sie es schon haben</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>Stop the download; what has arrived is kept</source>
   <translation>Herunterladen anhalten; was angekommen ist, bleibt</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>Try again</source>
   <translation>Noch einmal versuchen</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>Download</source>
   <translation>Herunterladen</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>{engine} paints with models that are not on this computer yet:</source>
   <translation>{engine} malt mit Modellen, die noch nicht auf diesem Rechner sind:</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>{purpose}; licence: {licence}</source>
   <translation>{purpose}; Lizenz: {licence}</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>{engine} paints better with:</source>
   <translation>{engine} malt besser mit:</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>Nobody can say which models are here for {engine}:</source>
   <translation>Niemand kann sagen, welche Modelle für {engine} hier sind:</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>To {place}</source>
   <translation>Nach {place}</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>{done} of {total}</source>
   <translation>{done} von {total}</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>Download: {words}</source>
   <translation>Herunterladen: {words}</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>Bring {models}</source>
   <translation>{models} bringen</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>The folder that holds {model}</source>
   <translation>Der Ordner, in dem {model} liegt</translation>
  </message>
  <message>
   <location filename="widgets/model_offer.py" />
   <source>its folder {place} does not hold all of it any more</source>
   <translation>sein Ordner {place} hat nicht mehr alles davon</translation>
  </message>
  <message>
   <location filename="widgets/option_controls.py" />
   <source>none</source>
   <translation>keiner</translation>
  </message>
  <message>
   <location filename="widgets/panel_parts.py" />
   <source>More</source>
   <translation>Mehr</translation>
  </message>
  <message>
   <location filename="widgets/panel_parts.py" />
   <source>Frames of an earlier process are waiting.</source>
   <translation>Bilder eines früheren Prozesses warten.</translation>
  </message>
  <message>
   <location filename="widgets/panel_parts.py" />
   <source>Show</source>
   <translation>Zeigen</translation>
  </message>
  <message>
   <location filename="widgets/panel_parts.py" />
   <source>Put the frames on the timeline</source>
   <translation>Die Bilder auf die Zeitachse legen</translation>
  </message>
  <message>
   <location filename="widgets/panel_parts.py" />
   <source>Discard</source>
   <translation>Verwerfen</translation>
  </message>
  <message>
   <location filename="widgets/panel_parts.py" />
   <source>Delete these frames</source>
   <translation>Diese Bilder löschen</translation>
  </message>
  <message>
   <location filename="widgets/panel_parts.py" />
   <source>Backend: {words}</source>
   <translation>Backend: {words}</translation>
  </message>
  <message>
   <location filename="widgets/player.py" />
   <source>To the beginning of the stage (Page Up)</source>
   <translation>Zum Anfang der Phase (Bild auf)</translation>
  </message>
  <message>
   <location filename="widgets/player.py" />
   <source>Previous frame (Left)</source>
   <translation>Voriges Bild (Links)</translation>
  </message>
  <message>
   <location filename="widgets/player.py" />
   <source>Play (Space)</source>
   <translation>Abspielen (Leertaste)</translation>
  </message>
  <message>
   <location filename="widgets/player.py" />
   <source>Next frame (Right)</source>
   <translation>Nächstes Bild (Rechts)</translation>
  </message>
  <message>
   <location filename="widgets/player.py" />
   <source>To the next stage (Page Down)</source>
   <translation>Zur nächsten Phase (Bild ab)</translation>
  </message>
  <message>
   <location filename="widgets/player.py" />
   <source>Begin again after the last frame</source>
   <translation>Nach dem letzten Bild wieder von vorn</translation>
  </message>
  <message>
   <location filename="widgets/player.py" />
   <source> fps</source>
   <translation> B/s</translation>
  </message>
  <message>
   <location filename="widgets/player.py" />
   <source>How many frames are shown in a second</source>
   <translation>Wie viele Bilder in einer Sekunde gezeigt werden</translation>
  </message>
  <message>
   <location filename="widgets/player.py" />
   <source>Frames a second</source>
   <translation>Bilder je Sekunde</translation>
  </message>
  <message>
   <location filename="widgets/player.py" />
   <source>Pause (Space)</source>
   <translation>Anhalten (Leertaste)</translation>
  </message>
  <message>
   <location filename="widgets/preset_row.py" />
   <source>A preset of this engine's options</source>
   <translation>Eine Voreinstellung der Optionen dieser Engine</translation>
  </message>
  <message>
   <location filename="widgets/preset_row.py" />
   <source>Save or delete a preset</source>
   <translation>Eine Voreinstellung speichern oder löschen</translation>
  </message>
  <message>
   <location filename="widgets/preset_row.py" />
   <source>Save as a preset…</source>
   <translation>Als Voreinstellung speichern…</translation>
  </message>
  <message>
   <location filename="widgets/preset_row.py" />
   <source>Delete this preset</source>
   <translation>Diese Voreinstellung löschen</translation>
  </message>
  <message>
   <location filename="widgets/preset_row.py" />
   <source>&amp;Preset</source>
   <translation>&amp;Voreinstellung</translation>
  </message>
  <message>
   <location filename="widgets/preset_row.py" />
   <source>Save a preset</source>
   <translation>Voreinstellung speichern</translation>
  </message>
  <message>
   <location filename="widgets/preset_row.py" />
   <source>Its name</source>
   <translation>Ihr Name</translation>
  </message>
  <message>
   <location filename="widgets/preset_row.py" />
   <source>Own settings</source>
   <translation>Eigene Einstellungen</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>reconstructed</source>
   <translation>rekonstruiert</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>completed</source>
   <translation>vollendet</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>imagined</source>
   <translation>ersonnen</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>in-between</source>
   <translation>dazwischen</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>The processes of this document</source>
   <translation>Die Prozesse dieses Dokuments</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>Give this process a star</source>
   <translation>Diesem Prozess einen Stern geben</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>Give this process another name (F2)</source>
   <translation>Diesem Prozess einen anderen Namen geben (F2)</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>Delete this process (Delete)…</source>
   <translation>Diesen Prozess löschen (Entf)…</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>&amp;Processes</source>
   <translation>&amp;Prozesse</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>Its frames are deleted from the backend's store. What is already on the timeline stays, and so do the processes that branch off.</source>
   <translation>Seine Bilder werden aus dem Speicher des Backends gelöscht. Was schon auf der Zeitachse liegt, bleibt, und ebenso die Prozesse, die davon abzweigen.</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>Delete</source>
   <translation>Löschen</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>from frame {number}</source>
   <translation>von Bild {number}</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>seed {seed}</source>
   <translation>Seed {seed}</translation>
  </message>
  <message>
   <location filename="widgets/process_tree.py" />
   <source>Delete the process “{title}”?</source>
   <translation>Den Prozess „{title}“ löschen?</translation>
  </message>
  <message>
   <location filename="widgets/process_view.py" />
   <source>Compare with the canvas side by side</source>
   <translation>Mit der Leinwand Seite an Seite vergleichen</translation>
  </message>
  <message>
   <location filename="widgets/process_view.py" />
   <source>Compare by turns</source>
   <translation>Abwechselnd vergleichen</translation>
  </message>
  <message>
   <location filename="widgets/process_view.py" />
   <source>Show a large picture beside the docker while the pointer is over the frames</source>
   <translation>Ein großes Bild neben dem Docker zeigen, solange der Zeiger über den Bildern ist</translation>
  </message>
  <message>
   <location filename="widgets/process_view.py" />
   <source>The frame at the slider</source>
   <translation>Das Bild am Schieber</translation>
  </message>
  <message>
   <location filename="widgets/process_view.py" />
   <source>Move through the process</source>
   <translation>Durch den Prozess gehen</translation>
  </message>
  <message>
   <location filename="widgets/process_view.py" />
   <source>How many undo steps lead from the finished painting back to this frame (0 to 999)</source>
   <translation>Wie viele Schritte rückgängig vom fertigen Gemälde zu diesem Bild führen (0 bis 999)</translation>
  </message>
  <message>
   <location filename="widgets/process_view.py" />
   <source>The frames of the process</source>
   <translation>Die Bilder des Prozesses</translation>
  </message>
  <message>
   <location filename="widgets/process_view.py" />
   <source>Show on the canvas: add the process to the timeline first</source>
   <translation>Auf der Leinwand zeigen: Fügen Sie den Prozess zuerst zur Zeitachse hinzu</translation>
  </message>
  <message>
   <location filename="widgets/process_view.py" />
   <source>The canvas shows the frame at the slider; press to leave it alone</source>
   <translation>Die Leinwand zeigt das Bild am Schieber; drücken, um sie in Ruhe zu lassen</translation>
  </message>
  <message>
   <location filename="widgets/process_view.py" />
   <source>Show the frame at the slider on the canvas</source>
   <translation>Das Bild am Schieber auf der Leinwand zeigen</translation>
  </message>
  <message>
   <location filename="widgets/process_view.py" />
   <source>{stage} · frame {frame} of {frames}</source>
   <translation>{stage} · Bild {frame} von {frames}</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>Which layers are asked about; those that Pentimento has made never are</source>
   <translation>Nach welchen Ebenen gefragt wird; die von Pentimento gemachten zählen nie</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>What Krita's selection says</source>
   <translation>Was Kritas Auswahl sagt</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>&amp;Layers</source>
   <translation>&amp;Ebenen</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>S&amp;election</source>
   <translation>A&amp;uswahl</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>Selected layers</source>
   <translation>Ausgewählte Ebenen</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>All layers</source>
   <translation>Alle Ebenen</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>not used</source>
   <translation>nicht benutzt</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>start here</source>
   <translation>hier anfangen</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>finished area</source>
   <translation>fertiger Bereich</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>All visible</source>
   <translation>Alle sichtbaren</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>Only the selected ones</source>
   <translation>Nur die ausgewählten</translation>
  </message>
  <message>
   <location filename="widgets/question_extent.py" />
   <source>{layers}, selection: {use}</source>
   <translation>{layers}, Auswahl: {use}</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>First marks</source>
   <translation>Erste Striche</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>Sketch</source>
   <translation>Skizze</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>First colours</source>
   <translation>Erste Farben</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>Colours and shading</source>
   <translation>Farben und Schatten</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>Details</source>
   <translation>Einzelheiten</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>Nearly finished</source>
   <translation>Fast fertig</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>How far along the canvas is</source>
   <translation>Wie weit die Leinwand ist</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>&amp;How far along is it?</source>
   <translation>&amp;Wie weit ist sie?</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>&amp;Towards</source>
   <translation>&amp;Hin zu</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>A picture of the finish; without one, the engine finds a finish by itself</source>
   <translation>Ein Bild des fertigen Gemäldes; ohne eines findet die Engine selbst ein Ende</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>No picture</source>
   <translation>Kein Bild</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>A picture of the finish</source>
   <translation>Ein Bild des fertigen Gemäldes</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>{stage}, operation step {step}</source>
   <translation>{stage}, Arbeitsschritt {step}</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>The selected layer</source>
   <translation>Die ausgewählte Ebene</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>A picture file…</source>
   <translation>Eine Bilddatei…</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>Towards: {what}</source>
   <translation>Hin zu: {what}</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>Pictures ({patterns})</source>
   <translation>Bilder ({patterns})</translation>
  </message>
  <message>
   <location filename="widgets/question_goal.py" />
   <source>Layer “{title}”</source>
   <translation>Ebene „{title}“</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>What the picture shows, in a few words</source>
   <translation>Was das Bild zeigt, in wenigen Worten</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>Show engines and options</source>
   <translation>Engines und Optionen zeigen</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>Start the backend, which knows what there is to choose</source>
   <translation>Das Backend starten, das weiß, was es zu wählen gibt</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>No engine here answers this question yet.</source>
   <translation>Noch beantwortet hier keine Engine diese Frage.</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>Ask; you can go on painting meanwhile</source>
   <translation>Fragen; Sie können währenddessen weitermalen</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>What is to be painted, in a few words</source>
   <translation>Was gemalt werden soll, in wenigen Worten</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>What the picture shows; left empty, the tagger describes it</source>
   <translation>Was das Bild zeigt; bleibt es leer, beschreibt es der Tagger</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>The memory that all frames take on Krita's timeline</source>
   <translation>Der Speicher, den alle Bilder auf Kritas Zeitachse brauchen</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>Reconstruct process</source>
   <translation>Prozess rekonstruieren</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>Complete painting</source>
   <translation>Gemälde vollenden</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>Imagine painting</source>
   <translation>Gemälde ersinnen</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>Paint what lies between</source>
   <translation>Malen, was dazwischen liegt</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>No document is open</source>
   <translation>Es ist kein Dokument offen</translation>
  </message>
  <message>
   <location filename="widgets/question_section.py" />
   <source>{width} x {height} px, {size} MB of frames</source>
   <translation>{width} x {height} px, {size} MB Bilder</translation>
  </message>
  <message>
   <location filename="widgets/question_seed.py" />
   <source>Number of frames of the process</source>
   <translation>Anzahl der Bilder des Prozesses</translation>
  </message>
  <message>
   <location filename="widgets/question_seed.py" />
   <source>Seed: the same seed gives the same process again</source>
   <translation>Seed: Derselbe Seed gibt wieder denselben Prozess</translation>
  </message>
  <message>
   <location filename="widgets/question_seed.py" />
   <source>&amp;Frames</source>
   <translation>&amp;Bilder</translation>
  </message>
  <message>
   <location filename="widgets/question_seed.py" />
   <source>&amp;Seed</source>
   <translation>&amp;Seed</translation>
  </message>
  <message>
   <location filename="widgets/question_seed.py" />
   <source>Not locked: every question gets a seed of its own</source>
   <translation>Nicht gesperrt: Jede Frage bekommt einen eigenen Seed</translation>
  </message>
  <message>
   <location filename="widgets/question_seed.py" />
   <source>Locked: every question has this seed</source>
   <translation>Gesperrt: Jede Frage hat diesen Seed</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>Operation step: 999 is the first mark, 0 the finished canvas</source>
   <translation>Arbeitsschritt: 999 ist der erste Strich, 0 die fertige Leinwand</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>Add two or more states of the painting, the earliest first.</source>
   <translation>Fügen Sie zwei oder mehr Zustände des Gemäldes hinzu, den frühesten zuerst.</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>The states between which to paint, earliest first</source>
   <translation>Die Zustände, zwischen denen gemalt wird, der früheste zuerst</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>Add</source>
   <translation>Hinzufügen</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>Add a state of the painting</source>
   <translation>Einen Zustand des Gemäldes hinzufügen</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>Earlier</source>
   <translation>Früher</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>Later</source>
   <translation>Später</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>Leave this state out</source>
   <translation>Diesen Zustand auslassen</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>Spread the steps evenly</source>
   <translation>Die Schritte gleichmäßig verteilen</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>State</source>
   <translation>Zustand</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>Step</source>
   <translation>Schritt</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>The selected layers</source>
   <translation>Die ausgewählten Ebenen</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>The canvas as it is now</source>
   <translation>Die Leinwand, wie sie jetzt ist</translation>
  </message>
  <message>
   <location filename="widgets/question_states.py" />
   <source>The canvas at the current time</source>
   <translation>Die Leinwand zur jetzigen Zeit</translation>
  </message>
  <message>
   <location filename="widgets/queue_list.py" />
   <source>Painting…</source>
   <translation>Es wird gemalt…</translation>
  </message>
  <message>
   <location filename="widgets/queue_list.py" />
   <source>Cancelling…</source>
   <translation>Wird abgebrochen…</translation>
  </message>
  <message>
   <location filename="widgets/queue_list.py" />
   <source>Go back to this document to see the frames</source>
   <translation>Gehen Sie zu diesem Dokument zurück, um die Bilder zu sehen</translation>
  </message>
  <message>
   <location filename="widgets/queue_list.py" />
   <source>Cancel; the frames painted so far are kept</source>
   <translation>Abbrechen; die bisher gemalten Bilder bleiben</translation>
  </message>
  <message>
   <location filename="widgets/queue_list.py" />
   <source>Reading the canvas…</source>
   <translation>Die Leinwand wird gelesen…</translation>
  </message>
  <message>
   <location filename="widgets/queue_list.py" />
   <source>Sending the canvas…</source>
   <translation>Die Leinwand wird gesendet…</translation>
  </message>
  <message>
   <location filename="widgets/queue_list.py" />
   <source>Adding the frames to the timeline…</source>
   <translation>Die Bilder kommen auf die Zeitachse…</translation>
  </message>
  <message>
   <location filename="widgets/queue_list.py" />
   <source>Waiting, number {place} in the queue</source>
   <translation>Wartet, Nummer {place} in der Schlange</translation>
  </message>
  <message>
   <location filename="widgets/queue_list.py" />
   <source>Frame {frame} of {frames}</source>
   <translation>Bild {frame} von {frames}</translation>
  </message>
  <message>
   <location filename="widgets/queue_list.py" />
   <source>{words}, {time} left</source>
   <translation>{words}, noch {time}</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>Pentimento: settings</source>
   <translation>Pentimento: Einstellungen</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>What is free</source>
   <translation>Was frei ist</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>How much memory of the device models may use</source>
   <translation>Wie viel Speicher des Geräts Modelle benutzen dürfen</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>Where frames take more room, the oldest processes go first</source>
   <translation>Wo Bilder mehr Platz brauchen, gehen die ältesten Prozesse zuerst</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>Frames are kept here; empty for Pentimento's own folder</source>
   <translation>Hier werden Bilder aufgehoben; leer für Pentimentos eigenen Ordner</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>Changes of the backend count from its next start on.</source>
   <translation>Änderungen am Backend gelten ab seinem nächsten Start.</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>Shortcuts…</source>
   <translation>Tastenkürzel…</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>Krita's own shortcut settings: search for Pentimento there</source>
   <translation>Kritas eigene Einstellungen der Tastenkürzel: Suchen Sie dort nach Pentimento</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>&amp;Device</source>
   <translation>&amp;Gerät</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>&amp;Memory it may use</source>
   <translation>S&amp;peicher dafür</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>&amp;Room for frames</source>
   <translation>&amp;Platz für Bilder</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>&amp;Frames are kept in</source>
   <translation>&amp;Bilder liegen in</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>&amp;Language</source>
   <translation>Sp&amp;rache</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>The best there is</source>
   <translation>Das beste, das es gibt</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>What engines with models work on</source>
   <translation>Womit Engines mit Modellen arbeiten</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>As Krita</source>
   <translation>Wie Krita</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>Counts from Krita's next start on</source>
   <translation>Gilt ab Kritas nächstem Start</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>The backend runs on &amp;this computer</source>
   <translation>Das Backend läuft auf &amp;diesem Rechner</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>It runs on &amp;another one</source>
   <translation>Es läuft auf einem &amp;anderen</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>The file connection.json of the other computer, copied to this one</source>
   <translation>Die Datei connection.json des anderen Rechners, auf diesen kopiert</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>Choose a folder</source>
   <translation>Einen Ordner wählen</translation>
  </message>
  <message>
   <location filename="widgets/settings_dialog.py" />
   <source>Choose a file</source>
   <translation>Eine Datei wählen</translation>
  </message>
  <message>
   <location filename="widgets/stage_slider.py" />
   <source>Go to the beginning of “{title}”</source>
   <translation>Zum Anfang von „{title}“ gehen</translation>
  </message>
  <message>
   <location filename="widgets/stage_slider.py" />
   <source>Stages: {titles}</source>
   <translation>Phasen: {titles}</translation>
  </message>
  <message>
   <location filename="widgets/status_section.py" />
   <source>Show the timeline</source>
   <translation>Zeitachse zeigen</translation>
  </message>
  <message>
   <location filename="widgets/status_section.py" />
   <source>Models that are not here…</source>
   <translation>Modelle, die nicht hier sind…</translation>
  </message>
  <message>
   <location filename="widgets/status_section.py" />
   <source>Learn a style…</source>
   <translation>Einen Stil lernen…</translation>
  </message>
  <message>
   <location filename="widgets/status_section.py" />
   <source>Copy a report</source>
   <translation>Bericht kopieren</translation>
  </message>
  <message>
   <location filename="widgets/status_section.py" />
   <source>Have the backend give up the models it holds between jobs</source>
   <translation>Das Backend die Modelle aufgeben lassen, die es zwischen Aufträgen hält</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>Add when finished</source>
   <translation>Hinzufügen, wenn fertig</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>S&amp;tart</source>
   <translation>An&amp;fang</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>&amp;Keyframe every</source>
   <translation>Schl&amp;üsselbild alle</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>F&amp;rames a second</source>
   <translation>B&amp;ilder je Sekunde</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>This process has but one; it would give one layer.</source>
   <translation>Dieser Prozess hat nur eine; das gäbe eine Ebene.</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>Layers for the frames: with one for each stage, or for each layer of the painting, every layer holds what was added there</source>
   <translation>Ebenen für die Bilder: Mit einer für jede Phase, oder für jede Ebene des Gemäldes, hält jede Ebene, was dort dazukam</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>Time of the first frame on Krita's timeline</source>
   <translation>Zeit des ersten Bilds auf Kritas Zeitachse</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>Frames of the timeline between two keyframes</source>
   <translation>Bilder der Zeitachse zwischen zwei Schlüsselbildern</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>Speed of the clip, where nothing in the document is animated yet</source>
   <translation>Tempo des Clips, wo im Dokument noch nichts animiert ist</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>Put every process on the timeline as soon as it is finished</source>
   <translation>Jeden Prozess auf die Zeitachse legen, sobald er fertig ist</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>One</source>
   <translation>Eine</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>One per stage</source>
   <translation>Eine je Phase</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>One per layer</source>
   <translation>Eine je Ebene</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>Beginning</source>
   <translation>Anfang</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>Current frame</source>
   <translation>Jetziges Bild</translation>
  </message>
  <message>
   <location filename="widgets/timeline_options.py" />
   <source>After the end</source>
   <translation>Nach dem Ende</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Put all frames on Krita's timeline once more; what is there stays</source>
   <translation>Alle Bilder noch einmal auf Kritas Zeitachse legen; was dort ist, bleibt</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>This takes much of the memory that is free. {need}.</source>
   <translation>Das nimmt viel von dem Speicher, der frei ist. {need}.</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Every second frame ({memory})</source>
   <translation>Jedes zweite Bild ({memory})</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Put all frames on Krita's timeline, as layers that one undo takes away again</source>
   <translation>Alle Bilder auf Kritas Zeitachse legen, als Ebenen, die sich mit einem Schritt rückgängig machen lassen</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Show its frames</source>
   <translation>Seine Bilder zeigen</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Start the backend, which has the frames in its store</source>
   <translation>Das Backend starten, das die Bilder in seinem Speicher hat</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Add to timeline</source>
   <translation>Zur Zeitachse hinzufügen</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Timeline and document</source>
   <translation>Zeitachse und Dokument</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Not now</source>
   <translation>Nicht jetzt</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Every {every}th frame ({memory})</source>
   <translation>Jedes {every}. Bild ({memory})</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Keep the frames in the document</source>
   <translation>Die Bilder im Dokument aufheben</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Saves all frames, without loss, in the .kra file: they go where it goes.</source>
   <translation>Speichert alle Bilder verlustfrei in der .kra-Datei: Sie gehen mit ihr.</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Remove</source>
   <translation>Entfernen</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Take the frames out of the document; layers stay.</source>
   <translation>Die Bilder aus dem Dokument nehmen; Ebenen bleiben.</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Stop; the document stays as it is</source>
   <translation>Anhalten; das Dokument bleibt, wie es ist</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Adding to the timeline</source>
   <translation>Kommt auf die Zeitachse</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Keeping the frames: {percent} %</source>
   <translation>Bilder werden aufgehoben: {percent} %</translation>
  </message>
  <message>
   <location filename="widgets/timeline_section.py" />
   <source>Frames kept in the document: {size}</source>
   <translation>Im Dokument aufgehobene Bilder: {size}</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>ground</source>
   <translation>Grund</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>sketch</source>
   <translation>Skizze</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>line</source>
   <translation>Linie</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>flats</source>
   <translation>Flächen</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>block-in</source>
   <translation>Anlage</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>shading</source>
   <translation>Schatten</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>details</source>
   <translation>Einzelheiten</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>highlights</source>
   <translation>Lichter</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>finish</source>
   <translation>Fertig</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>given</source>
   <translation>Gegeben</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>keyframe</source>
   <translation>Schlüsselbild</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>painting</source>
   <translation>Malen</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Processor</source>
   <translation>Prozessor</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Procedural painter</source>
   <translation>Prozeduraler Maler</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Medium</source>
   <translation>Malmittel</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>What it is painted with; auto looks at the picture</source>
   <translation>Womit gemalt wird; auto sieht sich das Bild an</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>auto</source>
   <translation>auto</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>ink and colour</source>
   <translation>Tusche und Farbe</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>oil</source>
   <translation>Öl</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>watercolour</source>
   <translation>Aquarell</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>pencil</source>
   <translation>Bleistift</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Ground</source>
   <translation>Grund</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>What the painting starts on; auto looks at picture and medium</source>
   <translation>Worauf das Gemälde beginnt; auto sieht sich Bild und Malmittel an</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>white</source>
   <translation>weiß</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>paper</source>
   <translation>Papier</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>toned</source>
   <translation>getönt</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>transparent</source>
   <translation>durchsichtig</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Brush size</source>
   <translation>Pinselgröße</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Width of the brushes, relative to the usual</source>
   <translation>Breite der Pinsel, im Verhältnis zur üblichen</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Time for sketch</source>
   <translation>Zeit für die Skizze</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Time for sketch, relative to the usual; 0 leaves it out</source>
   <translation>Zeit für die Skizze, im Verhältnis zur üblichen; 0 lässt sie aus</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Time for line</source>
   <translation>Zeit für die Linie</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Time for line, relative to the usual; 0 leaves it out</source>
   <translation>Zeit für die Linie, im Verhältnis zur üblichen; 0 lässt sie aus</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Time for colour</source>
   <translation>Zeit für die Farbe</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Time for colour, relative to the usual; 0 leaves it out</source>
   <translation>Zeit für die Farbe, im Verhältnis zur üblichen; 0 lässt sie aus</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Time for shading</source>
   <translation>Zeit für Schatten</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Time for shading, relative to the usual; 0 leaves it out</source>
   <translation>Zeit für Schatten, im Verhältnis zur üblichen; 0 lässt sie aus</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Time for details</source>
   <translation>Zeit für Einzelheiten</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Time for details, relative to the usual; 0 leaves it out</source>
   <translation>Zeit für Einzelheiten, im Verhältnis zur üblichen; 0 lässt sie aus</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Follow my layers</source>
   <translation>Meinen Ebenen folgen</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Paint the document's layers one by one where it has several</source>
   <translation>Die Ebenen des Dokuments einzeln malen, wo es mehrere hat</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Keep the strokes</source>
   <translation>Striche aufheben</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Keep the list of strokes, so that it can be exported</source>
   <translation>Die Liste der Striche aufheben, damit sie exportiert werden kann</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Paints-UNDO (diffusion)</source>
   <translation>Paints-UNDO (Diffusion)</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Prompt</source>
   <translation>Prompt</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Avoid</source>
   <translation>Vermeiden</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>What keyframes should not look like</source>
   <translation>Wie Schlüsselbilder nicht aussehen sollen</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Keyframes at</source>
   <translation>Schlüsselbilder bei</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Operation steps painted as keyframes, 1 (nearly done) to 999 (first mark)</source>
   <translation>Arbeitsschritte, die als Schlüsselbilder gemalt werden, 1 (fast fertig) bis 999 (erster Strich)</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Paint between keyframes</source>
   <translation>Zwischen Schlüsselbildern malen</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Paint what lies between keyframes; without, every frame is a keyframe</source>
   <translation>Malen, was zwischen Schlüsselbildern liegt; ohne das ist jedes Bild ein Schlüsselbild</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Between keyframes</source>
   <translation>Zwischen Schlüsselbildern</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>What the frames between keyframes show, in a few words</source>
   <translation>Was die Bilder zwischen Schlüsselbildern zeigen, in wenigen Worten</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Size of keyframes</source>
   <translation>Größe der Schlüsselbilder</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Long side of keyframes in pixels, in multiples of 64</source>
   <translation>Lange Seite der Schlüsselbilder in Pixeln, in Vielfachen von 64</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Steps of a keyframe</source>
   <translation>Schritte eines Schlüsselbilds</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Sampling steps of a keyframe: fewer are faster and rougher</source>
   <translation>Abtastschritte eines Schlüsselbilds: weniger sind schneller und gröber</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Keyframes follow the prompt</source>
   <translation>Schlüsselbilder folgen dem Prompt</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>How closely keyframes follow their prompt; 1 leaves the negative one out</source>
   <translation>Wie genau Schlüsselbilder ihrem Prompt folgen; 1 lässt den negativen aus</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Size between keyframes</source>
   <translation>Größe zwischen Schlüsselbildern</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Size of frames between keyframes; the model knows 512, less is quicker</source>
   <translation>Größe der Bilder zwischen Schlüsselbildern; das Modell kennt 512, weniger ist schneller</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Steps between keyframes</source>
   <translation>Schritte zwischen Schlüsselbildern</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Sampling steps of the frames between keyframes</source>
   <translation>Abtastschritte der Bilder zwischen Schlüsselbildern</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Follow the keyframes</source>
   <translation>Den Schlüsselbildern folgen</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>How closely the frames between follow the keyframes</source>
   <translation>Wie genau die Bilder dazwischen den Schlüsselbildern folgen</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Look at other frames</source>
   <translation>Auf andere Bilder sehen</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Which other frames each frame looks at; steadier, a little slower</source>
   <translation>Auf welche anderen Bilder jedes Bild sieht; ruhiger, ein wenig langsamer</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>off</source>
   <translation>aus</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>previous</source>
   <translation>voriges</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>first</source>
   <translation>erstes</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>roll</source>
   <translation>reihum</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Clean last step</source>
   <translation>Sauberer letzter Schritt</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Leave out the noise that the published sampler ends with</source>
   <translation>Das Rauschen weglassen, mit dem das veröffentlichte Abtastverfahren endet</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Memory to use</source>
   <translation>Speicher dafür</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Memory of the device that may be used, in GB; 0 for what is free</source>
   <translation>Speicher des Geräts, der benutzt werden darf, in GB; 0 für das, was frei ist</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>ProcessPainter (diffusion)</source>
   <translation>ProcessPainter (Diffusion)</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>What is painted, in words; left empty, the tagger describes the canvas</source>
   <translation>Was gemalt wird, in Worten; bleibt es leer, beschreibt der Tagger die Leinwand</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>What the painting should not look like</source>
   <translation>Wie das Gemälde nicht aussehen soll</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Style</source>
   <translation>Stil</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>How the painter works; 'own' takes the files named below</source>
   <translation>Wie der Maler arbeitet; „own“ nimmt die unten genannten Dateien</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>character</source>
   <translation>Figur</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>speedpainting</source>
   <translation>Speedpainting</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>style1</source>
   <translation>Stil 1</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>style2</source>
   <translation>Stil 2</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>style3</source>
   <translation>Stil 3</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>style4</source>
   <translation>Stil 4</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>own</source>
   <translation>eigener</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Your LoRA files</source>
   <translation>Ihre LoRA-Dateien</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Your LoRA files with their weights: a.safetensors:0.8; b.safetensors</source>
   <translation>Ihre LoRA-Dateien mit ihren Gewichten: a.safetensors:0.8; b.safetensors</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Show how it could have come so far</source>
   <translation>Zeigen, wie es so weit gekommen sein könnte</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>A canvas that is completed also gets a way that leads to it</source>
   <translation>Eine Leinwand, die vollendet wird, bekommt auch einen Weg, der zu ihr führt</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>At most 20 steps, of a sampler that needs fewer</source>
   <translation>Höchstens 20 Schritte, mit einem Abtastverfahren, das weniger braucht</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Sampling steps</source>
   <translation>Abtastschritte</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Sampling steps: fewer are faster and rougher</source>
   <translation>Abtastschritte: weniger sind schneller und gröber</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Follow the prompt</source>
   <translation>Dem Prompt folgen</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>How closely the prompt is followed; 1 leaves the negative one out</source>
   <translation>Wie genau dem Prompt gefolgt wird; 1 lässt den negativen aus</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Hold given canvases</source>
   <translation>Gegebene Leinwände halten</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Given canvases set the first noise (published) or every step (paper)</source>
   <translation>Gegebene Leinwände bestimmen das erste Rauschen (published) oder jeden Schritt (paper)</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>published</source>
   <translation>veröffentlicht</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Steps back to noise</source>
   <translation>Schritte zurück zum Rauschen</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Steps from given canvases back to noise, in the published form</source>
   <translation>Schritte von gegebenen Leinwänden zurück zum Rauschen, in der veröffentlichten Form</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Size to paint at</source>
   <translation>Größe beim Malen</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Long side of the model's pictures in pixels, in multiples of 64</source>
   <translation>Lange Seite der Bilder des Modells in Pixeln, in Vielfachen von 64</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Many frames</source>
   <translation>Viele Bilder</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>More frames than a window: by windows that overlap, or between key frames</source>
   <translation>Mehr Bilder als ein Fenster: durch überlappende Fenster, oder zwischen Schlüsselbildern</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>windows</source>
   <translation>Fenster</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>in-betweens</source>
   <translation>Zwischenbilder</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Frames painted together</source>
   <translation>Gemeinsam gemalte Bilder</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Frames painted together; the published models were taught 8</source>
   <translation>Gemeinsam gemalte Bilder; die veröffentlichten Modelle lernten 8</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Domain adapter</source>
   <translation>Domänen-Adapter</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>How strongly the domain adapter acts, where it takes part</source>
   <translation>Wie stark der Domänen-Adapter wirkt, wo er mitmacht</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Picture model of your own</source>
   <translation>Eigenes Bildmodell</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>A model made from Stable Diffusion 1.5 to paint with: a file or folder</source>
   <translation>Ein aus Stable Diffusion 1.5 gemachtes Modell zum Malen: eine Datei oder ein Ordner</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Motion module of your own</source>
   <translation>Eigenes Bewegungsmodul</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>The file of a motion module of your own, for the style 'own'</source>
   <translation>Die Datei eines eigenen Bewegungsmoduls, für den Stil „own“</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Made for</source>
   <translation>Gemacht für</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Which program the files of the style 'own' were made for</source>
   <translation>Für welches Programm die Dateien des Stils „own“ gemacht wurden</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>ProcessPainter</source>
   <translation>ProcessPainter</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>AnimateDiff</source>
   <translation>AnimateDiff</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>AnimateDiff v1</source>
   <translation>AnimateDiff v1</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>Reference network of your own</source>
   <translation>Eigenes Referenznetz</translation>
  </message>
  <message>
   <location filename="engines" />
   <source>The file of a reference network of your own, for the style 'own'</source>
   <translation>Die Datei eines eigenen Referenznetzes, für den Stil „own“</translation>
  </message>
 </context>
</TS>
