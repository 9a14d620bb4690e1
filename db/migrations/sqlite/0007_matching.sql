CREATE TABLE `placement_ranking_batches` (
	`batch_id` text NOT NULL,
	`post_id` text NOT NULL,
	`version` integer NOT NULL,
	`unranked` text NOT NULL,
	`places` text NOT NULL,
	PRIMARY KEY(`batch_id`, `post_id`),
	FOREIGN KEY (`post_id`) REFERENCES `placement_posts`(`id`) ON UPDATE no action ON DELETE cascade
);
--> statement-breakpoint
ALTER TABLE `placement_candidates` ADD `batch_id` text;--> statement-breakpoint
CREATE INDEX `placement_candidates_batch_idx` ON `placement_candidates` (`batch_id`);--> statement-breakpoint
ALTER TABLE `placement_rounds` ADD `opens_at` integer;--> statement-breakpoint
ALTER TABLE `placement_rounds` ADD `closes_at` integer;--> statement-breakpoint
ALTER TABLE `placement_rounds` ADD `simulated` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `placement_rounds` ADD `version` integer DEFAULT 1 NOT NULL;