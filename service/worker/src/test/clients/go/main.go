// Has a picture drawn by AUTOMATIC1111's API as Go programs do, whose fields of
// whole numbers take no fractions: client URL REQUEST-FILE PICTURE-FILE.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	_ "image/jpeg"
	_ "image/png"
	"io"
	"log"
	"net/http"
	"os"
)

// answer has the pictures as octets, which encoding/json takes from Base64 alone.
type answer struct {
	Images [][]byte `json:"images"`
	Info   string   `json:"info"`
}

// info has whole numbers wherever a request of whole numbers gives such.
type info struct {
	Prompt          string   `json:"prompt"`
	AllPrompts      []string `json:"all_prompts"`
	Seed            int      `json:"seed"`
	AllSeeds        []int    `json:"all_seeds"`
	Subseed         int      `json:"subseed"`
	AllSubseeds     []int    `json:"all_subseeds"`
	SubseedStrength int      `json:"subseed_strength"`
	Width           int      `json:"width"`
	Height          int      `json:"height"`
	Sampler         string   `json:"sampler_name"`
	Scale           int      `json:"cfg_scale"`
	Steps           int      `json:"steps"`
	BatchSize       int      `json:"batch_size"`
	RestoreFaces    bool     `json:"restore_faces"`
	ModelHash       string   `json:"sd_model_hash"`
	ResizeWidth     int      `json:"seed_resize_from_w"`
	ResizeHeight    int      `json:"seed_resize_from_h"`
	Denoising       int      `json:"denoising_strength"`
	FirstImage      int      `json:"index_of_first_image"`
	Infotexts       []string `json:"infotexts"`
	Timestamp       string   `json:"job_timestamp"`
	ClipSkip        int      `json:"clip_skip"`
	Inpainting      bool     `json:"is_using_inpainting_conditioning"`
}

func draw(url, requestFile, pictureFile string) error {
	request, err := os.ReadFile(requestFile)
	if err != nil {
		return err
	}
	response, err := http.Post(url+"/sdapi/v1/txt2img", "application/json", bytes.NewReader(request))
	if err != nil {
		return err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("status %d: %s", response.StatusCode, body)
	}
	var drawn answer
	if err := json.Unmarshal(body, &drawn); err != nil {
		return err
	}
	var about info
	if err := json.Unmarshal([]byte(drawn.Info), &about); err != nil {
		return err
	}
	picture, format, err := image.Decode(bytes.NewReader(drawn.Images[0]))
	if err != nil {
		return err
	}
	fmt.Println(format, picture.Bounds().Dx(), picture.Bounds().Dy(), about.Seed, about.Sampler, about.Scale)
	return os.WriteFile(pictureFile, drawn.Images[0], 0o644)
}

func main() {
	log.SetFlags(0)
	if err := draw(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		log.Fatal(err)
	}
}
