// The place where the visitor is, for the finder.

// Asked only here, when the button is pressed; rounded to about a hundred metres, and used in the address alone.
export function locate(button, go) {
  const line = document.getElementById("locate-said");
  const failed = () => (line.textContent = button.dataset.refused);
  if (!navigator.geolocation) return failed();
  line.setAttribute("role", "status");
  line.textContent = button.dataset.asking;
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      line.textContent = "";
      go(coords.latitude.toFixed(3) + "," + coords.longitude.toFixed(3));
    },
    failed,
    { timeout: 15000, maximumAge: 300000 },
  );
}
